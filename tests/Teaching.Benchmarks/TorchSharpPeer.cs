namespace Teaching.Benchmarks;

/// <summary>How TorchSharp's peer is started: a program of its own, tests/Teaching.TorchSharpPeer, which is built before.</summary>
internal static class TorchSharpPeer
{
    /// <summary>The command that runs its library; TEACHING_TORCHSHARP names another, for a place where the native library loads.</summary>
    private static string Command => Environment.GetEnvironmentVariable("TEACHING_TORCHSHARP") ?? "dotnet";

    /// <summary>Starts it for training; null with the reason when it is not built or does not load here.</summary>
    public static PeerProcess? Start(int threads, string folder, out string reason)
    {
        reason = "not built: dotnet build -c Release tests/Teaching.TorchSharpPeer";
        return Clone.Find("artifacts/torchsharp/Teaching.TorchSharpPeer.dll") is { } program
            ? PeerProcess.Start(PeerProcess.Command(Command, [program, $"{threads}", folder], threads), out reason)
            : null;
    }
}
