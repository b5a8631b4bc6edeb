// The kernel in the test's own process takes the console and the current directory of all of it.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
