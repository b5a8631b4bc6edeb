namespace Teaching.Cli;

/// <summary><c>teach data</c>: the data sets of the course.</summary>
internal sealed class DataVerb : Verb
{
    public DataVerb()
        : base("data", "Lists, fetches and verifies the data sets of the course. Lessons run without them too, on digits that the library draws itself.")
    {
        Add(new DataListVerb());
        Add(new DataFetchVerb());
        Add(new DataVerifyVerb());
    }

    public override string Examples => """
        teach data list                which data sets there are, and which are here
        teach data fetch mnist         downloads MNIST (12 MB) and checks it
        teach data verify              checks what is here

        Exit code: 0 done, 1 a data set could not be fetched or is damaged, 2 the command line is wrong.
        """;
}
