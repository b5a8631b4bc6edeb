namespace Teaching.Cli;

/// <summary>The exit codes of <c>teach</c>, the same for every verb.</summary>
internal static class ExitCode
{
    /// <summary>Everything was done and is as it should be.</summary>
    public const int Ok = 0;

    /// <summary>A cell failed, or a notebook differs.</summary>
    public const int Failed = 1;

    /// <summary>The command line, a file or a folder could not be used.</summary>
    public const int BadInput = 2;

    /// <summary>Ended by Ctrl-C: 128 and the number of the signal, as shells count.</summary>
    public const int Interrupted = 130;

    /// <summary>Ended by SIGTERM.</summary>
    public const int Terminated = 143;
}
