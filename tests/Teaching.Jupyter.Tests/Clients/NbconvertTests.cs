using System.Xml.Linq;
using Teaching.Jupyter.Tests.Kernels;
using Teaching.Notebooks.Documents;
using Teaching.Notebooks.Running;
using Teaching.Notebooks.Sessions;
using Teaching.Tests.Browsing;

namespace Teaching.Jupyter.Tests.Clients;

/// <summary>Lessons run by Jupyter's nbconvert.</summary>
public sealed class NbconvertTests(Browser browser) : IDisposable
{
    private readonly Jupyter jupyter = new();

    public void Dispose() => jupyter.Dispose();

    [Theory]
    [InlineData("02-backpropagation-by-hand.ipynb")]
    [InlineData("03-learning-rates.ipynb")]
    public async Task A_lesson_has_the_outputs_that_teach_run_gives_it(string lesson)
    {
        Python.Require("nbconvert", "jupyter-nbconvert");
        string path = Path.Combine(Outside.Root, "notebooks", lesson);
        Task<(int Exit, string Output, string Error)> converting = Task.Run(() => Python.Run(
            jupyter, "-m", "nbconvert", "--to", "notebook", "--execute", "--output-dir", jupyter.Work, path));
        RunOptions options = new() { Session = new SessionOptions { FileName = Teach.Host, Arguments = [Teach.Path] } };
        NotebookRun run = await NotebookRunner.RunAsync(Notebook.Read(path), path, options);
        (int exit, _, string error) = await converting;
        Assert.True(exit == 0, error);
        Assert.True(run.Passed);

        Notebook executed = Notebook.Read(Path.Combine(jupyter.Work, lesson));
        Assert.Equal(executed.Cells.Count, run.Executed.Cells.Count);
        int compared = 0;
        foreach ((Cell ours, Cell theirs) in run.Executed.Cells.Zip(executed.Cells))
        {
            Assert.Equal(ours.ExecutionCount, theirs.ExecutionCount);
            if (ours.IsVolatile) continue;
            Assert.Equal(ours.Outputs, theirs.Outputs);
            compared += ours.Outputs.Count;
        }
        Assert.InRange(compared, 10, int.MaxValue);
    }

    /// <summary>The count of charts whose picture is wide, and of the shapes and texts in them.</summary>
    private const string Seen = """
        () => {
          const seen = [...document.querySelectorAll('svg, img')].filter(one => one.getBoundingClientRect().width > 200 && (one.localName === 'svg' || one.naturalWidth > 200));
          const svgs = seen.map(one => one.localName === 'svg' ? one : new DOMParser().parseFromString(atob(one.src.split(',')[1]), 'image/svg+xml').documentElement);
          return [seen.length, svgs.reduce((all, svg) => all + svg.querySelectorAll('rect, line, polyline, path, circle, text').length, 0)];
        }
        """;

    [Theory]
    [InlineData("bleach")]
    [InlineData("image")]
    public async Task The_committed_lessons_become_pages_on_which_every_chart_is_seen_whole_without_a_network(string treatment)
    {
        Python.Require("nbconvert", "jupyter-nbconvert");
        string[] lessons = Directory.GetFiles(Path.Combine(Outside.Root, "notebooks"), "*.ipynb");
        (int exit, _, string error) = Python.Run(jupyter, [Python.Script("pages.py"), treatment, jupyter.Work, .. lessons]);
        Assert.True(exit == 0, error);
        foreach (string lesson in lessons)
        {
            string[] charts =
            [
                .. Notebook.Read(lesson).Cells.SelectMany(cell => cell.Outputs).OfType<RichOutput>()
                    .Where(output => output.Data.Contains(MimeBundle.Plotly)).Select(output => MimeBundle.TextOf(output.Data, MimeBundle.Svg)!),
            ];
            int shapes = charts.Sum(svg => XDocument.Parse(svg).Root!.Descendants().Count());
            string name = Path.GetFileNameWithoutExtension(lesson);
            string html = await File.ReadAllTextAsync(Path.Combine(jupyter.Work, name + ".html"));
            await using OpenPage open = await browser.OpenDocumentAsync(html, online: false);
            await open.ScreenshotAsync($"nbconvert-{treatment}-{name}");
            int[] seen = await open.Page.EvaluateAsync<int[]>(Seen);
            Assert.Equal((name, charts.Length, shapes), (name, seen[0], seen[1]));
        }
    }
}
