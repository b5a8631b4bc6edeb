using System.Globalization;
using System.Text;
using Teaching.Cli;
using Teaching.Jupyter.Kernels;
using Teaching.Notebooks.Sessions;

// A session is what `run`, `check` and the VS Code extension start, a kernel what Jupyter starts; they must answer within
// a fraction of a second, so they do not wait for the parser of the other verbs.
if (args is ["session", "--pipe", string pipe]) return await SessionHost.RunAsync(pipe);
if (args is ["kernel", "run", "--connection-file", string connectionFile]) return await KernelHost.RunAsync(connectionFile);

CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
try
{
    Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
}
catch (IOException)
{
    // No console to set it on: what is redirected is written as UTF-8 anyway.
}
return await CommandLine.RunAsync(args);
