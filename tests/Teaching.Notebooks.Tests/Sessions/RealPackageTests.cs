using System.Xml.Linq;
using Teaching.Notebooks.Sessions;
using Teaching.Tests.Browsing;

namespace Teaching.Notebooks.Tests.Sessions;

/// <summary>Packages as they are published. Where no source of packages answers, these tests are skipped.</summary>
public sealed class RealPackageTests(TestSession session) : IClassFixture<TestSession>
{
    private async Task<CellRun> RunAsync(string code)
    {
        CellRun run = await session.RunAsync(code);
        if (run.Error is { } error && error.Message.Contains("no package source answered", StringComparison.Ordinal)) Assert.Skip(error.Message);
        return run;
    }

    [Theory]
    [InlineData("#r \"nuget: NetMQ, 4.0.4.5\"\nusing NetMQ; using NetMQ.Sockets;\nvar reply = new ResponseSocket(\"@inproc://x\"); var ask = new RequestSocket(\">inproc://x\");\nask.SendFrame(\"hello\"); reply.ReceiveFrameString()", "hello")]
    [InlineData("#r \"nuget: Spectre.Console, 0.57.2\"\nvar table = new Spectre.Console.Table(); Spectre.Console.TableExtensions.AddColumns(table, \"a\", \"b\").Columns.Count", "2")]
    [InlineData("#r \"nuget: OxyPlot.Core, 2.2.0\"\nusing OxyPlot; using OxyPlot.Series;\nvar model = new PlotModel { Title = \"cosine\" }; model.Series.Add(new FunctionSeries(Math.Cos, 0, 10, 0.1));\nnew SvgExporter { Width = 300, Height = 200 }.ExportToString(model).Contains(\"cosine\")", "True")]
    [InlineData("#r \"nuget: System.Text.Json, 9.0.0\"\nSystem.Text.Json.JsonSerializer.Serialize(new[] { 1 })", "[1]")]
    [InlineData("#r \"nuget: StyleCop.Analyzers, 1.1.118\"\n1 + 1", "2")]
    public async Task A_package_works(string code, string expected)
    {
        CellRun run = await RunAsync(code);
        Assert.True(run.Error is null, run.Error?.Message);
        Assert.Equal(expected, run.Result);
    }

    [Fact]
    public async Task A_package_with_native_parts_draws_a_picture()
    {
        string system = OperatingSystem.IsWindows() ? "Win32" : OperatingSystem.IsMacOS() ? "macOS" : "Linux.NoDependencies";
        CellRun run = await RunAsync(
            $"""
            #r "nuget: SkiaSharp, 3.119.0"
            #r "nuget: SkiaSharp.NativeAssets.{system}, 3.119.0"
            using SkiaSharp;
            var bitmap = new SKBitmap(40, 30);
            using (var canvas = new SKCanvas(bitmap)) canvas.Clear(SKColors.Red);
            var png = bitmap.Encode(SKEncodedImageFormat.Png, 90).ToArray();
            $"{"{png[1]:x} {SKBitmap.Decode(png).GetPixel(3, 3)}"}"
            """);
        Assert.True(run.Error is null, run.Error?.Message);
        Assert.Equal("50 #ffff0000", run.Result);
    }

    [Fact]
    public async Task Charts_of_Plotly_NET_are_made_and_shown()
    {
        CellRun run = await RunAsync(
            $"""
            #r "nuget: Plotly.NET, {Pinned("Plotly.NET")}"
            #r "nuget: Plotly.NET.CSharp, {Pinned("Plotly.NET.CSharp")}"
            #r "nuget: Plotly.NET.Interactive, {Pinned("Plotly.NET.Interactive")}"
            using Plotly.NET.CSharp;
            var chart = Chart.Line<int, int, string>([1, 2, 3], [2, 4, 8]);
            Console.Write(Plotly.NET.GenericChart.toJson(chart).Contains("\"type\":\"scatter\""));
            chart
            """);
        Assert.True(run.Error is null, run.Error?.Message);
        Assert.Equal("True", run.Output);
        Assert.Contains("Plotly.newPlot", Assert.Single(run.Events.OfType<DisplayEvent>(), display => display.IsResult).Data["text/html"]);
        Assert.DoesNotContain("failed", run.ErrorOutput);
    }

    [Fact]
    public async Task A_data_frame_is_shown_as_its_extension_shows_it()
    {
        CellRun run = await RunAsync(
            """
            #r "nuget: Microsoft.Data.Analysis, 0.24.0"
            using Microsoft.Data.Analysis;
            new DataFrame(new PrimitiveDataFrameColumn<int>("numbers", new[] { 17, 23 }), new StringDataFrameColumn("names", new[] { "ann", "bob" }))
            """);
        Assert.True(run.Error is null, run.Error?.Message);
        string html = Assert.Single(run.Events.OfType<DisplayEvent>(), display => display.IsResult).Data["text/html"];
        foreach (string shown in new[] { "<table", "numbers", "names", "17", "bob" }) Assert.Contains(shown, html);
        Assert.DoesNotContain("failed", run.ErrorOutput);
    }

    [Fact]
    public async Task The_package_of_the_formatters_named_in_a_cell_works()
    {
        CellRun run = await RunAsync(
            """
            #r "nuget: Microsoft.DotNet.Interactive, 1.0.0-beta.26120.1"
            using Microsoft.DotNet.Interactive; using Microsoft.DotNet.Interactive.Formatting;
            Formatter.Register<Version>(version => $"<b>{version}</b>", "text/html");
            Console.Write(Kernel.Current.Name);
            new Version(1, 2)
            """);
        Assert.True(run.Error is null, run.Error?.Message);
        Assert.Equal("csharp", run.Output);
        Assert.Equal("<b>1.2</b>", Assert.Single(run.Events.OfType<DisplayEvent>(), display => display.IsResult).Data["text/html"]);
    }

    /// <summary>The version that Directory.Packages.props has of a package.</summary>
    private static string Pinned(string package) => XDocument.Load(Path.Combine(Outside.Root, "Directory.Packages.props")).Descendants("PackageVersion")
        .Single(one => (string?)one.Attribute("Include") == package).Attribute("Version")!.Value;
}
