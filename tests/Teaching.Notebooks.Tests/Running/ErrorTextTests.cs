using Teaching.Notebooks.Documents;
using Teaching.Notebooks.Running;

namespace Teaching.Notebooks.Tests.Running;

public sealed class ErrorTextTests
{
    [Fact]
    public void The_line_of_a_thrown_error_is_that_of_its_own_cell_not_of_a_cell_it_called()
    {
        ErrorOutput error = new("System.Exception", "no", ["System.Exception: no", "   at Loss in cell 3, line 4", "   at cell 12, line 2", "   at cell 12, line 9"]);
        Assert.Equal(2, ErrorText.LineOf(error, 12));
        Assert.Equal(4, ErrorText.LineOf(error, 3));
        Assert.Null(ErrorText.LineOf(error, 1));
    }

    [Fact]
    public void The_line_of_a_compile_error_is_that_of_the_first()
    {
        ErrorOutput error = new("CompilationError", "(7,5): error CS1002: ; expected", ["(7,5): error CS1002: ; expected", "    x", "(9,1): error CS1"]);
        Assert.Equal(7, ErrorText.LineOf(error, 1));
    }

    [Fact]
    public void What_the_trace_says_is_not_said_twice()
    {
        Assert.Equal(["System.Exception: no", "   at cell 1, line 1"], ErrorText.Lines(new ErrorOutput("System.Exception", "no", ["System.Exception: no\n   at cell 1, line 1\n"])));
        Assert.Equal(["Timeout: too long"], ErrorText.Lines(new ErrorOutput("Timeout", "too long", [])));
        Assert.Equal(["Timeout: too long", "   at cell 1, line 1"], ErrorText.Lines(new ErrorOutput("Timeout", "too long", ["   at cell 1, line 1"])));
    }
}
