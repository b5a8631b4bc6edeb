using System.Text.Json.Nodes;
using Teaching.Jupyter.Messages;

namespace Teaching.Jupyter.Tests.Messages;

public sealed class ConnectionFileTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.1.2.3")]
    [InlineData("localhost")]
    [InlineData("::1")]
    public void A_file_of_this_machine_is_read(string ip)
    {
        ConnectionFile file = Read(With("ip", ip));
        Assert.Equal((1001, 1002, 1003, 1004, 1005, "secret"), (file.ShellPort, file.PublishPort, file.InputPort, file.ControlPort, file.HeartbeatPort, file.Key));
    }

    [Theory]
    [InlineData("ip", "192.168.0.7", "its ip is '192.168.0.7'")]
    [InlineData("ip", "*", "its ip is '*'")]
    [InlineData("transport", "ipc", "its transport is 'ipc'")]
    [InlineData("signature_scheme", "hmac-md5", "this kernel supports only hmac-sha256")]
    [InlineData("hb_port", "text", "its hb_port is not a port")]
    public void What_this_kernel_does_not_do_is_refused(string name, string value, string because) => Assert.Contains(because, Refused(With(name, value)));

    [Fact]
    public void Ports_outside_their_range_and_files_that_are_none_are_refused()
    {
        foreach (int port in new[] { 0, -1, 65536 }) Assert.Contains("its shell_port is not a port", Refused(With("shell_port", port)));
        Assert.Contains("cannot be used", Refused(null));
        Assert.Contains("no JSON object", Refused(new JsonArray()));
        File.Delete(path);
        Assert.Contains(path, Assert.Throws<KernelException>(() => ConnectionFile.Read(path)).Message);
    }

    private static JsonObject With(string name, JsonNode value) => new()
    {
        ["transport"] = "tcp",
        ["ip"] = "127.0.0.1",
        ["shell_port"] = 1001,
        ["iopub_port"] = 1002,
        ["stdin_port"] = 1003,
        ["control_port"] = 1004,
        ["hb_port"] = 1005,
        ["key"] = "secret",
        ["signature_scheme"] = "hmac-sha256",
        [name] = value,
    };

    private ConnectionFile Read(JsonNode? json)
    {
        File.WriteAllText(path, json?.ToJsonString() ?? "");
        return ConnectionFile.Read(path);
    }

    private string Refused(JsonNode? json) => Assert.Throws<KernelException>(() => Read(json)).Message;
}
