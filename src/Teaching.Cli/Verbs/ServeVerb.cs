using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net.Sockets;

namespace Teaching.Cli;

/// <summary><c>teach serve</c>: a site that <c>export</c> or <c>run</c> wrote, at an address for the browsers of this machine.</summary>
internal sealed class ServeVerb : Verb
{
    private const int UsualPort = 8765;
    private readonly Argument<string?> folder = new("FOLDER")
    {
        Description = "A folder that 'teach export' or 'teach run' wrote. Without it: artifacts/course of the course, here or in a folder above.",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<int> port = new("--port")
    {
        HelpName = "NUMBER",
        Description = "The port to listen on. Without it: 8765, or one that is free where that is taken.",
        CustomParser = Port,
    };
    private readonly Option<string> root = new("--base")
    {
        HelpName = "PATH",
        Description = "Serve the site below this path, as GitHub Pages serves a repository's below /NAME.",
        CustomParser = Base,
        DefaultValueFactory = _ => "",
    };
    private readonly Option<bool> open = CommonArguments.Open();

    public ServeVerb()
        : base("serve", "Serves a site that 'export' or 'run' wrote to the browsers of this machine, and to no other.")
    {
        folder.Validators.Add(CommonArguments.RefuseOptions);
        Add(folder);
        foreach (Option option in new Option[] { port, root, open }) Add(option);
        SetAction((parsed, _) => RunAsync(parsed));
    }

    public override string Examples => """
        teach serve                          the site in artifacts/course, at http://127.0.0.1:8765/
        teach serve public --port 8000       another folder, at http://127.0.0.1:8000/
        teach serve --base /course --open    below /course, as on GitHub Pages, and opens it in the browser

        A site that is written anew is seen when its page is loaded again. Links in the folder are not followed.
        What a page keeps in the browser belongs to its address: the same port finds it again.
        Exit code: 2 the folder, the port or the command line is wrong, 130 after Ctrl-C.
        """;

    private async Task<int> RunAsync(ParseResult parsed)
    {
        string current = Directory.GetCurrentDirectory();
        string? asked = parsed.GetValue(folder);
        string site = asked is null ? SitePlace.FolderAround(current) : Path.GetFullPath(asked);
        if (!File.Exists(Path.Combine(site, "index.html")))
            return Refuse($"{Input.ShownName(site, current)} holds no site: it has no index.html. 'teach export{(asked is null ? "" : $" --output {asked}")}' writes one.");
        int chosen = parsed.GetValue(port);
        try
        {
            using Stop stop = new();
            await ServeAsync(site, chosen, parsed.GetValue(root)!, parsed.GetValue(open), stop).ConfigureAwait(false);
            return stop.ExitCode;
        }
        catch (IOException)
        {
            return Refuse($"port {chosen} is taken by another program; name another, or leave --port out to get one that is free");
        }
        catch (SocketException error)
        {
            return Refuse($"port {chosen} cannot be used: {error.Message}");
        }
    }

    /// <summary>Serves until somebody stops it.</summary>
    public static async Task ServeAsync(string site, int port, string root, bool open, Stop stop)
    {
        await using SiteServer server = await StartAsync(site, port, root).ConfigureAwait(false);
        await SayUntilStoppedAsync(server, open, stop).ConfigureAwait(false);
    }

    /// <summary>Names the address, opens it when asked to, and waits until somebody ends it.</summary>
    public static async Task SayUntilStoppedAsync(SiteServer server, bool open, Stop stop)
    {
        Console.Out.WriteLine($"To read it, open: {server.Address}  Ctrl-C ends it.");
        if (open) SitePlace.Show(server.Address);
        await Task.Delay(Timeout.Infinite, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>What a page keeps belongs to its address, so the port is the same each time where it can be.</summary>
    public static async Task<SiteServer> StartAsync(string site, int port = 0, string root = "")
    {
        if (port != 0) return await SiteServer.StartAsync(site, port, root).ConfigureAwait(false);
        try
        {
            return await SiteServer.StartAsync(site, UsualPort, root).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            return await SiteServer.StartAsync(site, 0, root).ConfigureAwait(false);
        }
    }

    private static int Refuse(string error)
    {
        Console.Error.WriteLine($"teach: {error}");
        return ExitCode.BadInput;
    }

    private static int Port(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort number) && number > 0) return number;
        result.AddError($"--port takes a number from 1 to 65535; not '{text}'");
        return 0;
    }

    /// <summary>With a slash before it and none behind, and nothing at all for the root itself.</summary>
    private static string Base(ArgumentResult result) => result.Tokens[0].Value.Trim('/') is { Length: > 0 } path ? "/" + path : "";
}
