namespace Teaching.Tests.Display;

public class TableTests
{
    private sealed record Row(string Name, double Error);

    [Fact]
    public void Columns_are_aligned_numbers_to_the_right()
    {
        var table = new Table("weight", "gradient", "n").Caption("first update").Add("w1", 0.00031699339, 1).Add("w10", -2.5, null);
        Assert.Equal("""
            first update
            weight     gradient  n
            ------  -----------  -
            w1      0.000316993  1
            w10            -2.5
            """.ReplaceLineEndings("\n"), table.ToString());
    }

    [Fact]
    public void Hosts_that_follow_the_convention_show_tables_and_what_makes_one()
    {
        foreach (object value in new object[] { new Table("a").Add(1), TwoTwoTwo.Forward(), TwoTwoTwo.Forward().Backward(), GradientCheck.Of(x => x[0], [1.0], [1.0]) })
        {
            var shown = Convention.Show(value);
            Assert.Equal(["text/html", "text/plain"], shown.Select(s => s.Key));
            Assert.StartsWith("<table", shown[0].Value);
            Assert.Equal(value.ToString(), shown[1].Value);
        }
    }

    [Fact]
    public void Html_is_escaped()
    {
        string html = new Table("<b>").Caption("a & b").Add("<script>alert(1)</script>").ToHtml();
        Assert.Contains("&lt;b&gt;", html);
        Assert.Contains("a &amp; b", html);
        Assert.Contains("&lt;script&gt;", html);
        Assert.DoesNotContain("<script", html);
    }

    [Fact]
    public void Objects_make_a_row_each()
    {
        Assert.Equal("Name  Error\n----  -----\na       0.5\nb       NaN", Table.Of([new Row("a", 0.5), new Row("b", double.NaN)]).ToString());
        Assert.Equal("lr  E\n--  -\n 1  2", Table.Of(new[] { new { lr = 1, E = 2.0 } }).ToString());
    }

    [Fact]
    public void Alignment_and_digits_can_be_set()
    {
        var table = new Table("abcd", "abcd", "abcd").Align("rcl").Digits(2).Add("x", "yy", 1.2345f);
        Assert.Equal("abcd  abcd  abcd\n----  ----  ----\n   x   yy   1.2", table.ToString());
        Assert.Contains("text-align:center;padding:1px 8px\">yy", table.ToHtml());
    }

    [Fact]
    public void Long_tables_show_the_first_and_the_last_rows_and_say_how_many_are_between()
    {
        var table = new Table("step");
        for (int i = 0; i < 5000; i++) table.Add(i);
        string[] lines = table.ToString().Split('\n');
        Assert.Equal(2 + 101, lines.Length);
        Assert.Contains("… 4900 more rows", lines[52]);
        Assert.Equal("49", lines[51].Trim());
        Assert.Equal("4950", lines[53].Trim());
        Assert.Equal("4999", lines[^1].Trim());
        Assert.Equal(5000, table.Rows.Count);
    }

    [Fact]
    public void A_line_break_in_a_cell_breaks_no_row() =>
        Assert.Equal("a\n---\nx y", new Table("a").Add("x\ny").ToString());

    [Fact]
    public void Errors_say_what_was_expected()
    {
        Assert.Contains("2 columns (a, b), but the row has 1 cells", Assert.Throws<ArgumentException>(() => new Table("a", "b").Add(1)).Message);
        Assert.Contains("at least one column", Assert.Throws<ArgumentException>(() => new Table()).Message);
        Assert.Contains("should be 2 letters", Assert.Throws<ArgumentException>(() => new Table("a", "b").Align("l")).Message);
        Assert.Contains("not 0", Assert.Throws<ArgumentOutOfRangeException>(() => new Table("a").Digits(0)).Message);
        Assert.Contains("no public property", Assert.Throws<ArgumentException>(() => Table.Of([new object()])).Message);
    }
}
