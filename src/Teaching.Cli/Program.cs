using System.CommandLine;
using Teaching.Notebooks.Sessions;

// A session is what `run`, `check` and the VS Code extension start; it must answer within a fraction of a second,
// so it does not wait for the parser of the other verbs.
if (args is ["session", "--pipe", string name]) return await SessionHost.RunAsync(name);

Option<string> pipe = new("--pipe") { Description = "Name of the pipe, or path of the socket, that the caller listens on.", Required = true };
Command session = new("session", "Serves one session to a program that listens on a pipe.") { pipe };
session.SetAction((parsed, _) => SessionHost.RunAsync(parsed.GetValue(pipe)!));

RootCommand root = new("Runs, checks and cleans the notebooks of the course.") { session };
return await root.Parse(args).InvokeAsync();
