using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Teaching.Data.Tests;

public sealed class DataSetDisplayTests
{
    private static readonly DataSet Data = DrawnDigits.Make(train: 30, test: 10);

    [Fact]
    public void The_host_is_told_name_and_checksum_first()
    {
        var attribute = typeof(DataSet).GetCustomAttributes(inherit: false).OfType<TypeFormatterSourceAttribute>().Single();

        Assert.Equal(["application/vnd.teaching.data+json", "text/html", "text/plain"], attribute.PreferredMimeTypes);
        Dictionary<string, string>? record = JsonSerializer.Deserialize<Dictionary<string, string>>(Shown("application/vnd.teaching.data+json"));
        Assert.Equal(new() { ["name"] = "drawn-digits", ["sha256"] = Data.Sha256 }, record);
    }

    [Fact]
    public void The_table_counts_each_class_and_holds_no_path()
    {
        string text = Shown("text/plain");

        Assert.StartsWith("Drawn digits: 30 training and 10 test images, 28 x 28 grey, 10 classes, checksum ", text);
        Assert.EndsWith("all          30    10", text);
        Assert.Contains("<table>", Shown("text/html"));
    }

    [Fact]
    public void The_checksum_is_that_of_the_lines_which_sha256sum_prints()
    {
        using var folder = new TemporaryFolder();
        Data.Write(folder.Path);
        string lines = string.Concat(DataSet.FileNames.Select(name => $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder.Path, name))))}  {name}\n"));

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(lines))), Data.Sha256);
    }

    private static string Shown(string mimeType)
    {
        var writer = new StringWriter();
        Assert.True(new DataSetFormatters().CreateTypeFormatters().Single(formatter => formatter.MimeType == mimeType).Format(Data, writer));
        return writer.ToString();
    }
}
