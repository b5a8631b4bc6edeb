using System.Net;
using System.Text.Json;

namespace Teaching.Jupyter.Messages;

/// <summary>What a client writes into a file before it starts a kernel: where the kernel listens, and the key that signs messages.</summary>
internal sealed record ConnectionFile(IPAddress Address, int ShellPort, int PublishPort, int InputPort, int ControlPort, int HeartbeatPort, string Key)
{
    /// <exception cref="KernelException">There is no such file, or it asks for what this kernel does not do.</exception>
    public static ConnectionFile Read(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) throw new KernelException("it holds no JSON object");
            Expect(root, "transport", "tcp");
            string key = Text(root, "key", "");
            if (key.Length > 0) Expect(root, "signature_scheme", "hmac-sha256");
            return new ConnectionFile(
                Loopback(Text(root, "ip", "127.0.0.1")), Port(root, "shell_port"), Port(root, "iopub_port"), Port(root, "stdin_port"),
                Port(root, "control_port"), Port(root, "hb_port"), key);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or KernelException or ArgumentException)
        {
            throw new KernelException($"the connection file {path} cannot be used: {error.Message}");
        }
    }

    /// <summary>Where a port of the file is.</summary>
    public IPEndPoint At(int port) => new(Address, port);

    private static IPAddress Loopback(string ip)
    {
        if (ip == "localhost") return IPAddress.Loopback;
        if (IPAddress.TryParse(ip, out IPAddress? address) && IPAddress.IsLoopback(address)) return address;
        throw new KernelException(
            $"its ip is '{ip}'. This kernel runs the code that it is sent, so it listens on this machine alone: use 127.0.0.1 (and a tunnel from elsewhere)");
    }

    private static int Port(JsonElement root, string name)
    {
        if (root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt32(out int port) && port is > IPEndPoint.MinPort and <= IPEndPoint.MaxPort) return port;
        throw new KernelException($"its {name} is not a port: 1 to {IPEndPoint.MaxPort}");
    }

    private static void Expect(JsonElement root, string name, string only)
    {
        if (Text(root, name, only) is { } value && value != only) throw new KernelException($"its {name} is '{value}'; this kernel supports only {only}");
    }

    private static string Text(JsonElement root, string name, string otherwise)
    {
        if (!root.TryGetProperty(name, out JsonElement value)) return otherwise;
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new KernelException($"its {name} is not a string");
    }
}
