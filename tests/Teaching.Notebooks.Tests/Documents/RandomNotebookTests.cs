using Teaching.Notebooks.Documents;

namespace Teaching.Notebooks.Tests.Documents;

/// <summary>What holds for any notebook.</summary>
public class RandomNotebookTests
{
    private static readonly int Seed = Random.Shared.Next();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Any_notebook_survives_writing_and_reading(bool hasLoneSurrogates)
    {
        RandomNotebooks notebooks = new(Seed) { HasLoneSurrogates = hasLoneSurrogates };
        for (int i = 0; i < 2000; i++)
        {
            Notebook notebook = notebooks.Next();
            string text = notebook.ToJson();
            Notebook read = Notebook.Parse(text, "random.ipynb");
            Assert.True(Same(notebook, read), $"seed {Seed}, notebook {i} changed:\n{text}");
            Assert.True(text == read.ToJson(), $"seed {Seed}, notebook {i} is written differently:\n{text}");
        }
    }

    [Fact]
    public void Any_notebook_equals_its_copy_and_the_copy_can_change_alone()
    {
        RandomNotebooks notebooks = new(Seed);
        for (int i = 0; i < 200; i++)
        {
            Notebook notebook = notebooks.Next();
            string text = notebook.ToJson();
            Notebook copy = notebook.Copy();
            Assert.Equal(text, copy.ToJson());
            copy.Metadata["changed"] = true;
            foreach (Cell cell in copy.Cells)
            {
                cell.Metadata["changed"] = true;
                cell.Outputs.Clear();
                cell.Source = "changed";
            }
            Assert.Equal(text, notebook.ToJson());
        }
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_an_error_and_nothing_else()
    {
        string text = new RandomNotebooks(1).Next().ToJson();
        for (int length = 0; length < text.Length - 2; length++)
        {
            NotebookException error = Assert.Throws<NotebookException>(() => Notebook.Parse(text[..length], "cut.ipynb"));
            Assert.DoesNotContain('\n', error.Message);
        }
    }

    [Fact]
    public void A_file_with_one_character_changed_is_read_or_refused_in_one_line()
    {
        Random random = new(Seed);
        for (int i = 0; i < 5000; i++)
        {
            char[] text = new RandomNotebooks(i).Next().ToJson().ToCharArray();
            text[random.Next(text.Length)] = "\"{}[]:,0-e\\nt\u00e9"[random.Next(14)];
            try
            {
                Notebook.Parse(new string(text), "changed.ipynb").ToJson();
            }
            catch (NotebookException error)
            {
                Assert.False(error.Message.Contains('\n'), $"seed {Seed}, notebook {i}: {error.Message}");
            }
        }
    }

    private static bool Same(Notebook a, Notebook b) =>
        a.Metadata.Equals(b.Metadata) && a.Cells.Count == b.Cells.Count && a.Cells.Zip(b.Cells).All(pair => Same(pair.First, pair.Second));

    private static bool Same(Cell a, Cell b) =>
        a.Kind == b.Kind && a.Source == b.Source && a.Metadata.Equals(b.Metadata) && Equals(a.Attachments, b.Attachments)
        && a.ExecutionCount == b.ExecutionCount && a.Outputs.SequenceEqual(b.Outputs);
}
