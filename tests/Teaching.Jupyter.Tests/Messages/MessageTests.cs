using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Teaching.Jupyter.Messages;

namespace Teaching.Jupyter.Tests.Messages;

public sealed class MessageTests
{
    [Fact]
    public void The_signature_is_that_of_RFC_4231()
    {
        byte[][] parts = [.. new[] { "what do ya", " want ", "for ", "nothing?" }.Select(Encoding.ASCII.GetBytes)];
        Assert.Equal("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", Encoding.ASCII.GetString(new Signer("Jefe").Sign(parts)));
        Assert.Empty(new Signer("").Sign(parts));
    }

    [Fact]
    public void A_written_message_is_read_with_its_route()
    {
        MessageFormat format = new(new Signer("key"));
        IReadOnlyList<byte[]> frames = format.Write([[1], [2]], "execute_request", new JsonObject { ["code"] = "1", ["silent"] = true }, "{\"msg_id\":\"p\"}"u8.ToArray());
        Request read = new MessageFormat(new Signer("key")).Read(null!, frames);
        Assert.Equal("execute_request", read.Type);
        Assert.Equal("1", read.Text("code"));
        Assert.True(read.Flag("silent", false));
        Assert.Equal("else", read.Text("silent", "else"));
        Assert.Null(read.Number("code"));
        Assert.Equal([[1], [2]], read.Route);
        Assert.Matches(@"""date"":""\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z""", Encoding.UTF8.GetString(frames[4]));
    }

    [Fact]
    public void What_is_no_message_is_refused_with_a_reason()
    {
        MessageFormat format = new(new Signer(""));
        IReadOnlyList<byte[]> good = format.Write([], "t", [], null);
        string Refused(params byte[][] frames) => Assert.Throws<InvalidDataException>(() => format.Read(null!, frames)).Message;
        Assert.Contains("not a Jupyter message", Refused());
        Assert.Contains("not a Jupyter message", Refused([1], [2]));
        Assert.Contains("not a Jupyter message", Refused([.. good.Take(5)]));
        Assert.Contains("not JSON", Refused([.. good.Take(2), "{"u8.ToArray(), .. good.Skip(3)]));
        Assert.Contains("not a JSON object", Refused([.. good.Take(5), "[1]"u8.ToArray()]));
        Assert.Contains("no msg_type", Refused([.. good.Take(2), "{\"msg_type\":1}"u8.ToArray(), .. good.Skip(3)]));
        Assert.Contains("not UTF-8", Refused([.. good.Take(5), [(byte)'{', (byte)'"', 0xFF, (byte)'"', (byte)':', (byte)'1', (byte)'}']]));
    }

    [Fact]
    public void A_signature_counts_once()
    {
        Signer signer = new("key");
        byte[][] parts = [[1], [2], [3], [4]];
        signer.Check(signer.Sign(parts), parts);
        Assert.Contains("received before", Assert.Throws<InvalidDataException>(() => signer.Check(signer.Sign(parts), parts)).Message);
        Assert.Contains("not signed", Assert.Throws<InvalidDataException>(() => signer.Check([], parts)).Message);
        Assert.Contains("wrong", Assert.Throws<InvalidDataException>(() => signer.Check(new byte[64], parts)).Message);
    }

    [Theory]
    [InlineData(@"""a\ud83d\ude00b""", "a😀b")]
    [InlineData(@"""a\ud83db""", "a\ufffdb")]
    [InlineData(@"""\ude00\ud83d\ude00\ud83d""", "\ufffd😀\ufffd")]
    [InlineData(@"""\\ud83d \\\ud83d""", @"\ud83d \" + "\ufffd")]
    [InlineData(@"""\ud83d\n\""x""", "\ufffd\n\"x")]
    public void Half_of_a_pair_is_read_as_a_replacement(string json, string text) => Assert.Equal(text, JsonText.Of(JsonElement.Parse(json)));

    [Theory]
    [InlineData("abc", 2, 2)]
    [InlineData("😀b", 1, 2)]
    [InlineData("a😀b", 3, 4)]
    [InlineData("a\ud83d", 2, 2)]
    public void Code_points_and_units_are_counted_from_each_other(string text, int codePoints, int units)
    {
        Assert.Equal(units, CodePoints.ToUnits(text, codePoints));
        Assert.Equal(codePoints, CodePoints.FromUnits(text, units));
        Assert.Equal(text.Length, CodePoints.ToUnits(text, 1000));
        Assert.Equal(0, CodePoints.ToUnits(text, -1));
    }
}
