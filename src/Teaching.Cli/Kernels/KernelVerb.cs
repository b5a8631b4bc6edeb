namespace Teaching.Cli;

/// <summary><c>teach kernel</c>: the engine as a Jupyter kernel.</summary>
internal sealed class KernelVerb : Verb
{
    public KernelVerb()
        : base("kernel", "Makes the engine a Jupyter kernel, so that Jupyter and every program that speaks its protocol can run the lessons.")
    {
        Add(new KernelInstallVerb());
        Add(new KernelUninstallVerb());
        Add(new KernelListVerb());
        Add(new KernelRunVerb());
    }

    public override string Examples => """
        teach kernel install           Jupyter offers '.NET (C#)' from now on
        teach kernel list              what Jupyter finds, and whether it still starts
        teach kernel uninstall         takes it away again

        Exit code: 0 done, 2 the command line is wrong or a file cannot be used.
        """;
}
