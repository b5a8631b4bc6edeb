using System.Globalization;

namespace Teaching.Benchmarks;

/// <summary>What the command line asks for.</summary>
/// <param name="Verb">Which benchmark.</param>
/// <param name="Json">The file that gets every figure, or null.</param>
/// <param name="Rounds">How often each contestant runs each case.</param>
/// <param name="Threads">The numbers of threads to measure with.</param>
/// <param name="Batches">How many batches of the convolutions are timed at a time.</param>
/// <param name="Folder">Where the charts are written.</param>
internal sealed record Options(string Verb, string? Json, int Rounds, IReadOnlyList<int> Threads, int Batches = 4, string Folder = "docs")
{
    public const string Usage = """
        usage: Teaching.Benchmarks product [--rounds N] [--threads 1,2] [--json FILE]
               Teaching.Benchmarks train   [--rounds N] [--threads 1,2] [--batches N] [--json FILE]
               Teaching.Benchmarks charts  [--rounds N] [--threads 1,2] [--folder FOLDER] [--json FILE]   speed.md and its charts, to docs
               Teaching.Benchmarks layers  [--rounds N] [--threads 1,2] [--json FILE]   where the time of the convolutions goes
               Teaching.Benchmarks kernel  [--rounds N] [--json FILE]
               Teaching.Benchmarks bits        what this machine computes, as checksums

        TEACHING_PYTHON names the Python with NumPy, PyTorch and Jupyter's clients (else /usr/bin/python3). TorchSharp's peer is built with
        dotnet build -c Release tests/Teaching.TorchSharpPeer; TEACHING_TORCHSHARP names the command that runs its library (else dotnet),
        such as a script that runs dotnet "$@" in a container, where this system's libstdc++ is too old for it.
        """;

    public static Options Parse(IReadOnlyList<string> args)
    {
        string verb = args.Count > 0 ? args[0] : "product";
        Options options = new(verb, null, RoundsOf(verb), [.. new[] { 1, Environment.ProcessorCount }.Distinct()]);
        for (int i = 1; i < args.Count; i += 2)
        {
            string value = i + 1 < args.Count ? args[i + 1] : throw new UsageException($"{args[i]} needs a value");
            options = args[i] switch
            {
                "--json" => options with { Json = File(value) },
                "--folder" => options with { Folder = Existing(value) },
                "--rounds" => options with { Rounds = Number(args[i], value) },
                "--batches" => options with { Batches = Number(args[i], value) },
                "--threads" => options with { Threads = [.. value.Split(',').Select(part => Number(args[i], part))] },
                _ => throw new UsageException($"there is no option {args[i]}"),
            };
        }
        return options;
    }

    private static int RoundsOf(string verb) => verb switch
    {
        "charts" => 7,
        "train" or "kernel" or "layers" => 9,
        _ => 31,
    };

    private static string Existing(string folder) => Directory.Exists(folder) ? folder : throw new UsageException($"--folder {folder}: there is no such folder");

    /// <summary>Refused before the minutes of measuring, and not after them.</summary>
    private static string File(string path) => Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path)))
        ? path
        : throw new UsageException($"--json {path}: there is no such folder");

    private static int Number(string option, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
            ? number
            : throw new UsageException($"{option} takes whole numbers from 1, not '{value}'");
}

/// <summary>The command line asks for what there is not.</summary>
internal sealed class UsageException(string message) : Exception(message);
