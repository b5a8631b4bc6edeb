using Teaching.Notebooks.Documents;

namespace Teaching.Notebooks.Tests.Documents;

/// <summary>JSON as Python's json module reads and writes it, and where it says the errors are.</summary>
public class JsonReaderTests
{
    [Theory]
    [InlineData(" [1, 2.50, -0, -0.0, 1E5, 1e-7, 1e400] ", "[1,2.5,0,-0.0,100000.0,1e-07,Infinity]")]
    [InlineData("[NaN, Infinity, -Infinity]", "[NaN,Infinity,-Infinity]")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890")]
    [InlineData("{\"b\": 1, \"a\": 2, \"b\": 3}", "{\"a\": 2,\"b\": 3}")]
    [InlineData("\"\\u0041\\/\\ud83d\\ude00\\u001f\\u007f\\u2028\"", "\"A/😀\\u001f\u007f\u2028\"")]
    [InlineData("\"\\uD800\"", "\"\\ud800\"")]
    [InlineData("\"\\ude00\\ud83d\"", "\"\\ude00\\ud83d\"")]
    [InlineData("{}", "{}")]
    [InlineData("[[], {}, null, true, false]", "[[],{},null,true,false]")]
    public void A_value_is_written_as_Python_would_write_it(string text, string expected) =>
        Assert.Equal(expected, JsonData.Parse(text).ToString());

    [Theory]
    [InlineData("", "x: the file is empty")]
    [InlineData(" \n", "x: the file holds nothing but white space")]
    [InlineData("{\n \"a\": [1,\n  2", "x: line 3, column 4: the file is cut off")]
    [InlineData("[\n\"abc", "x: line 2, column 5: the file is cut off in the string that starts at line 2, column 1")]
    [InlineData("[1, }", "x: line 1, column 5: not valid JSON: expected a value, found '}'")]
    [InlineData("[1 2]", "x: line 1, column 4: not valid JSON: expected ',' or ']', found '2'")]
    [InlineData("{a: 1}", "x: line 1, column 2: not valid JSON: expected a key in double quotes")]
    [InlineData("{\"a\" 1}", "x: line 1, column 6: not valid JSON: expected ':' after a key, found '1'")]
    [InlineData("[1] []", "x: line 1, column 5: not valid JSON: there is more text after the end of the JSON value")]
    [InlineData("[01]", "x: line 1, column 3: not valid JSON: expected ',' or ']', found '1'")]
    [InlineData("[1.]", "x: line 1, column 4: not valid JSON: a number lacks a digit")]
    [InlineData("[tru]", "x: line 1, column 2: not valid JSON: expected a value; did you mean true?")]
    [InlineData("[tr", "x: line 1, column 4: the file is cut off")]
    [InlineData("\"\\x\"", "x: line 1, column 2: not valid JSON: \\x is not an escape of JSON")]
    [InlineData("\"\\u12G4\"", "x: line 1, column 2: not valid JSON: \\u must be followed by four hexadecimal digits")]
    [InlineData("\"a\nb\"", "x: line 1, column 3: not valid JSON: a string holds the control character U+000A, which must be written as an escape")]
    public void An_error_says_line_and_column(string text, string message) =>
        Assert.Equal(message, Assert.Throws<NotebookException>(() => JsonData.Parse(text, "x")).Message);

    [Fact]
    public void Nesting_is_read_to_256_levels_and_refused_beyond()
    {
        static string Nested(int depth) => new string('[', depth) + new string(']', depth);
        Assert.Equal(Nested(256), JsonData.Parse(Nested(256)).ToString());
        foreach (int depth in (int[])[257, 1_000_000])
        {
            NotebookException error = Assert.Throws<NotebookException>(() => JsonData.Parse(Nested(depth), "x"));
            Assert.Equal("x: line 1, column 257: not valid JSON: lists and objects are nested deeper than 256 levels", error.Message);
        }
    }

    [Fact]
    public void Many_lists_beside_each_other_are_not_deep()
    {
        string text = "[" + string.Join(",", Enumerable.Repeat("[{}]", 1000)) + "]";
        Assert.Equal(text, JsonData.Parse(text).ToString());
    }

    [Fact]
    public void Values_are_equal_when_they_would_be_written_alike()
    {
        Assert.True(Same("{\"a\": [1, NaN], \"b\": \"x\"}", "{\"b\": \"x\", \"a\": [1, NaN]}"));
        Assert.False(Same("1", "1.0"));
        Assert.False(Same("0.0", "-0.0"));
        Assert.False(Same("{\"a\": 1}", "{\"b\": 1}"));
        Assert.False(Same("[1]", "[1, 1]"));
    }

    private static bool Same(string left, string right) => JsonData.Parse(left).Equals(JsonData.Parse(right));
}
