using System.Security.Cryptography;
using Teaching.Notebooks.Documents;
using Teaching.Tests.Browsing;

namespace Teaching.Site.Tests;

public sealed class WebFilesTests : IDisposable
{
    private readonly string empty = Directory.CreateTempSubdirectory("site").FullName;

    public void Dispose() => Directory.Delete(empty, recursive: true);

    [Theory]
    [InlineData(WebFiles.KatexAddress + "katex.min.js", WebFiles.KatexScriptIntegrity)]
    [InlineData(WebFiles.KatexAddress + "katex.min.css", WebFiles.KatexStyleIntegrity)]
    [InlineData(WebFiles.PlotlyAddress, WebFiles.PlotlyIntegrity)]
    public void The_integrity_is_that_of_the_file_npm_brings(string address, string integrity)
    {
        Outside.RequireNodeModules();
        byte[] file = File.ReadAllBytes(Outside.NodeModule(address)!);
        Assert.Equal(integrity, "sha384-" + Convert.ToBase64String(SHA384.HashData(file)));
        string packages = File.ReadAllText(Path.Combine(Outside.Root, "package.json"));
        Assert.Contains($"\"katex\": \"{WebFiles.KatexVersion}\"", packages);
        Assert.Contains($"\"plotly.js-dist-min\": \"{WebFiles.PlotlyVersion}\"", packages);
    }

    [Fact]
    public void With_node_modules_above_a_folder_nothing_is_asked_of_a_network()
    {
        Outside.RequireNodeModules();
        WebFiles files = WebFiles.Find([Path.Combine(Outside.Root, "notebooks")], offline: true);
        Assert.True(files.AreLocal);
        Assert.DoesNotContain("http", files.Policy + files.Head(formulas: true, charts: true));
        Assert.Contains("assets/plotly.min.js", files.Names);
        Assert.Contains("assets/katex/fonts/KaTeX_Main-Regular.woff2", files.Names);
    }

    [Fact]
    public void Without_them_the_pages_may_ask_the_public_copy_for_these_files_alone()
    {
        WebFiles files = WebFiles.Find([empty], offline: false);
        Assert.False(files.AreLocal);
        Assert.Contains($"script-src 'self' {WebFiles.KatexAddress}katex.min.js {WebFiles.PlotlyAddress};", files.Policy);
        Assert.Contains($"src=\"{WebFiles.PlotlyAddress}\" integrity=\"{WebFiles.PlotlyIntegrity}\" crossorigin=\"anonymous\"", files.Head(false, true));
        Assert.DoesNotContain("katex", files.Head(false, true));
    }

    [Fact]
    public void An_offline_site_without_them_is_refused_with_what_to_do()
    {
        NotebookException error = Assert.Throws<NotebookException>(() => WebFiles.Find([empty], offline: true));
        Assert.StartsWith("--offline: needs katex 0.", error.Message);
        Assert.Contains("run 'npm ci'", error.Message);
    }

    [Fact]
    public void Files_of_another_sum_are_not_taken()
    {
        foreach (string name in new[] { "katex/dist/katex.min.js", "katex/dist/katex.min.css", "plotly.js-dist-min/plotly.min.js" })
        {
            string file = Path.Combine(empty, "node_modules", name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, "alert(1)");
        }
        Assert.False(WebFiles.Find([empty], offline: false).AreLocal);
    }
}
