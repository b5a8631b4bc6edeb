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
            if (ours.Metadata.List("tags") is not null) continue;
            Assert.Equal(ours.Outputs, theirs.Outputs);
            compared += ours.Outputs.Count;
        }
        Assert.InRange(compared, 10, int.MaxValue);
    }

    [Fact]
    public async Task The_committed_lessons_become_pages_on_which_every_chart_is_seen_without_a_network()
    {
        Python.Require("nbconvert", "jupyter-nbconvert");
        string[] lessons = Directory.GetFiles(Path.Combine(Outside.Root, "notebooks"), "*.ipynb");
        (int exit, _, string error) = Python.Run(jupyter, ["-m", "nbconvert", "--to", "html", "--output-dir", jupyter.Work, .. lessons]);
        Assert.True(exit == 0, error);
        foreach (string lesson in lessons)
        {
            int charts = Notebook.Read(lesson).Cells.SelectMany(cell => cell.Outputs).OfType<RichOutput>().Count(output => output.Data.Contains(MimeBundle.Plotly));
            string name = Path.GetFileNameWithoutExtension(lesson);
            string html = await File.ReadAllTextAsync(Path.Combine(jupyter.Work, name + ".html"));
            await using OpenPage open = await browser.OpenDocumentAsync(html, online: false);
            int seen = await open.Page.EvaluateAsync<int>("() => [...document.querySelectorAll('svg')].filter(svg => svg.getBoundingClientRect().width > 200 && svg.querySelector('text')).length");
            Assert.Equal((name, charts), (name, seen));
            await open.ScreenshotAsync($"nbconvert-{name}");
        }
    }
}
