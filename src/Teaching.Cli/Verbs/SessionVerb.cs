using System.CommandLine;
using Teaching.Notebooks.Sessions;

namespace Teaching.Cli;

/// <summary><c>teach session --pipe NAME</c>: one session for a program that listens on a pipe.</summary>
internal sealed class SessionVerb : Verb
{
    private readonly Option<string> pipe = new("--pipe")
    {
        HelpName = "NAME",
        Description = "Name of the pipe, or path of the socket, that the caller listens on.",
        Required = true,
    };

    public SessionVerb()
        : base("session", "Serves one session to a program, such as an editor, that listens on a pipe. Not for use by hand.")
    {
        Add(pipe);
        SetAction((parsed, _) => SessionHost.RunAsync(parsed.GetValue(pipe)!));
    }

    public override string Examples => "teach session --pipe teaching-1234";
}
