using System.Globalization;
using System.Text;
using Teaching.Notebooks.Documents;
using Teaching.Tests.Browsing;

namespace Teaching.Notebooks.Tests.Documents;

/// <summary>What we read against what Jupyter's nbformat reads, on thousands of damaged notebooks, both ways: who reads a file, and what is then in it.</summary>
public sealed class ReadingTests : IDisposable
{
    private const int Count = 4000;

    /// <summary>Prints a line for each file: whether nbformat calls it valid, reads it all the same, or refuses it, and how what we wrote of it differs.</summary>
    private const string Compare = """
        import sys, os, io, json, logging, nbformat
        from nbformat.v4.rwbase import rejoin_lines
        from traitlets.log import get_logger
        get_logger().setLevel(logging.CRITICAL)
        folder = sys.argv[1]
        def load(path):
            with io.open(path, encoding="utf-8", newline="") as file: return file.read()
        def canon(value): return json.dumps(value, sort_keys=True)
        def one_line(value): return ascii(str(value))[1:200]
        def differ(name, a, b): return [] if canon(a) == canon(b) else ["%s: nbformat %s, ours %s" % (name, ascii(canon(a))[:150], ascii(canon(b))[:150])]
        def ids(text):
            try: return [cell.get("id") for cell in json.loads(text)["cells"]]
            except Exception: return []
        def count_as_we_do(book): # no cell ran more than 2147483647 times: such a count is read as none; 3.0 is 3
            for cell in book.cells:
                for holder in [cell] + list(cell.outputs if cell.get("cell_type") == "code" else []):
                    count = holder.get("execution_count")
                    if isinstance(count, (int, float)) and not isinstance(count, bool): holder["execution_count"] = int(count) if count <= 2147483647 else None
        def exact(a, b, given):
            count_as_we_do(a)
            count_as_we_do(b)
            found = differ("top level", {k: v for k, v in a.items() if k not in ("cells", "nbformat_minor")}, {k: v for k, v in b.items() if k not in ("cells", "nbformat_minor")})
            found += differ("number of cells", len(a.cells), len(b.cells))
            for i, (x, y) in enumerate(zip(a.cells, b.cells)):
                if x.get("cell_type") not in ("code", "markdown", "raw"): x.setdefault("source", "") # a cell of no known type is written with a text
                keep = i < len(given) and given[i] is not None and given.count(given[i]) == 1
                found += differ("cell %d" % i, {k: v for k, v in x.items() if k != "id" or keep}, {k: v for k, v in y.items() if k != "id" or keep})
            return found
        def roughly(a, b):
            if not isinstance(a.cells, list): return differ("cells", [], b.cells)
            found = differ("number of cells", len(a.cells), len(b.cells))
            for i, (x, y) in enumerate(zip(a.cells, b.cells)):
                known = ("cell_type", "id", "source", "metadata", "outputs", "execution_count", "attachments")
                found += differ("more of cell %d" % i, {k: v for k, v in x.items() if k not in known}, {k: v for k, v in y.items() if k not in known})
                if isinstance(x.get("source"), str): found += differ("source of cell %d" % i, x.source, y.source)
                if isinstance(x.get("metadata"), dict): found += differ("metadata of cell %d" % i, x.metadata, y.metadata)
                if isinstance(x.get("cell_type"), str): found += differ("type of cell %d" % i, x.cell_type, y.cell_type)
                if x.get("cell_type") != "code" or not isinstance(x.get("outputs"), list): continue
                found += differ("number of outputs of cell %d" % i, len(x.outputs), len(y.outputs))
                for p, q in zip(x.outputs, y.outputs):
                    for key in ("data", "text", "ename", "evalue"):
                        if isinstance(p.get(key), (str, dict)): found += differ("%s of cell %d" % (key, i), p[key], q.get(key))
                    if p.get("output_type") not in ("stream", "display_data", "execute_result", "error"): found += differ("output of cell %d" % i, p, q)
            return found
        with io.open(os.path.join(folder, "report"), "w", encoding="utf-8") as report:
            for name in sorted(name[:-3] for name in os.listdir(folder) if name.endswith(".in")):
                text, problem, differences = load(os.path.join(folder, name + ".in")), {}, []
                try:
                    notebook = nbformat.reads(text, as_version=4, capture_validation_error=problem)
                    status, reason = ("invalid", str(problem["ValidationError"]).split("\n")[0]) if problem else ("valid", "")
                except Exception as error:
                    notebook, status, reason = None, "refused", type(error).__name__ + ": " + str(error)
                ours = os.path.join(folder, name + ".out")
                if notebook is not None and os.path.exists(ours):
                    again = {}
                    written = nbformat.reads(load(ours), as_version=4, capture_validation_error=again)
                    if status == "valid": rejoin_lines(notebook) # of an old file it keeps lines that are joined as soon as the converted file is read
                    for book in (notebook, written):
                        for key in ("orig_nbformat", "orig_nbformat_minor", "signature"): book.metadata.pop(key, None)
                    differences = exact(notebook, written, ids(text)) if status == "valid" else roughly(notebook, written)
                    if status == "valid" and again: differences.append("what we wrote is not valid: " + str(again["ValidationError"]).split("\n")[0])
                report.write("%s\t%s\t%s\t%s\n" % (name, status, one_line(reason), " | ".join(differences)))
        """;

    /// <summary>What nbformat refuses and we read, by what nbformat says or by what we warn of, with the reason.</summary>
    private static readonly (string Sign, string Reason)[] OnlyOurs =
    [
        ("is null, read as", "an empty list, object or text may be null"),
        ("is missing, read as", "an empty list, object or text may be missing"),
        ("metadata: expected an object, found", "in a cell of an old file it is set aside, though the member collapsed would be put there"),
        ("the notebook was in nbformat", "an old file in which a value is of the wrong kind stops nbformat's conversion with an error of Python's; it is kept here"),
        ("unhashable type", "an id that is no string gets replaced, as one that is malformed does"),
        ("does not include the nbformat minor", "the minor version of a notebook of nbformat 3 does not matter"),
        ("KeyError: (None, None)", "the minor version of a notebook of nbformat 3 does not matter"),
        ("AssertionError: ", "the minor version of a notebook of nbformat 3 does not matter"),
    ];

    /// <summary>What nbformat reads and we refuse, by what we say, with the reason.</summary>
    private static readonly (string Sign, string Reason)[] OnlyTheirs =
    [
        ("it has no nbformat member", "nbformat takes it for a notebook of 2011 and shows empty cells"),
        ("nbformat: expected a whole number, found true", "true is no version, though Python takes it for 1"),
        ("nbformat_minor: expected a whole number, found true", "true is no version, though Python takes it for 1"),
        ("nbformat_minor: expected a whole number, found false", "false is no version, though Python takes it for 0"),
    ];

    /// <summary>A heading of level false: Python takes false for 0 and writes no #; it is read as a heading of level 1.</summary>
    private const string LevelFalse = "\"level\": false";

    private readonly string folder = Directory.CreateTempSubdirectory("teaching-reading").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Damaged_notebooks_are_read_and_refused_as_by_nbformat_and_hold_the_same()
    {
        int seed = Random.Shared.Next();
        MutatedNotebooks mutations = new(seed);
        List<JsonMap> originals = [.. Lessons(), .. OldNotebooks.Select(text => (JsonMap)JsonData.Parse(text))];
        RandomNotebooks random = new(seed);
        for (int i = 0; i < 20; i++) originals.Add((JsonMap)JsonData.Parse(random.Next().ToJson()));
        List<string> texts = [.. originals.Select(original => original.ToString()), .. Texts];
        // The first version has no schema: what is no code or text there, nbformat reads as the cell before it.
        JsonMap[] changeable = [.. originals.Where(original => original.Contains("nbformat"))];
        while (texts.Count < Count) texts.Add(mutations.Next(changeable).ToString());
        List<string> wrong = Differences(texts);
        Assert.True(wrong.Count == 0, $"seed {seed}: {wrong.Count} of {texts.Count}\n{string.Join('\n', wrong.Take(25))}");
    }

    [Fact]
    public void Small_notebooks_with_any_one_node_changed_are_read_and_refused_as_by_nbformat_and_hold_the_same()
    {
        List<string> texts = [.. OldNotebooks.Append(NewNotebook).Select(text => (JsonMap)JsonData.Parse(text))
            .Where(map => map.Contains("nbformat")).SelectMany(MutatedNotebooks.EachOnce).Select(map => map.ToString())];
        Assert.True(texts.Count > 2000);
        List<string> wrong = Differences(texts);
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {texts.Count}\n{string.Join('\n', wrong.Take(25))}");
    }

    [Fact]
    public void Originals_are_read_without_a_warning()
    {
        foreach (JsonMap lesson in Lessons()) Assert.Empty(Notebook.Parse(lesson.ToString(), "x").Warnings);
    }

    /// <summary>Each file on which the two do not agree, and not for a reason that is named.</summary>
    private List<string> Differences(List<string> texts)
    {
        Dictionary<string, (string? Refusal, IReadOnlyList<string> Warnings)> ours = [];
        foreach ((int i, string text) in texts.Index())
        {
            string name = i.ToString("00000", CultureInfo.InvariantCulture);
            File.WriteAllText(Path.Combine(folder, name + ".in"), text, new UTF8Encoding(false));
            ours[name] = Read(text, Path.Combine(folder, name + ".out"));
        }
        Nbformat.Run(Compare, folder);
        List<string> wrong = [];
        foreach (string[] line in File.ReadLines(Path.Combine(folder, "report")).Select(line => line.Split('\t')))
        {
            (string? refusal, IReadOnlyList<string> warnings) = ours[line[0]];
            (string status, string reason, string differences) = (line[1], line[2], line[3]);
            string at = $"{line[0]} {(texts[int.Parse(line[0], CultureInfo.InvariantCulture)] is var text && text.Length < 400 ? text : "")}";
            if (status == "refused" && refusal is null && !OnlyOurs.Any(known => reason.Contains(known.Sign) || warnings.Any(warning => warning.Contains(known.Sign))))
                wrong.Add($"{at}: only we read it: nbformat says {reason}");
            if (status != "refused" && refusal is not null && !OnlyTheirs.Any(known => refusal.Contains(known.Sign)))
                wrong.Add($"{at}: we refuse what nbformat reads, {status}: {refusal} ({reason})");
            if (differences.Length > 0 && !texts[int.Parse(line[0], CultureInfo.InvariantCulture)].Contains(LevelFalse)) wrong.Add($"{at}: {status}: {differences}");
        }
        return wrong;
    }

    private static (string? Refusal, IReadOnlyList<string> Warnings) Read(string text, string output)
    {
        try
        {
            Notebook notebook = Notebook.Parse(text, "x");
            notebook.Write(output);
            return (null, notebook.Warnings);
        }
        catch (NotebookException error)
        {
            return (error.Message, []);
        }
    }

    /// <summary>A few cells of each lesson, those with short outputs.</summary>
    private static IEnumerable<JsonMap> Lessons()
    {
        foreach (string path in Directory.GetFiles(Path.Combine(Outside.Root, "notebooks"), "*.ipynb"))
        {
            JsonMap lesson = (JsonMap)JsonData.Parse(File.ReadAllText(path), path);
            JsonData[] cells = [.. lesson.List("cells")!];
            lesson["cells"] = new JsonList(cells.Where(cell => cell.ToString().Length < 1500).Take(6));
            yield return lesson;
        }
    }

    /// <summary>Notebooks as IPython wrote them from 2011 to 2014, by hand.</summary>
    private static readonly string[] OldNotebooks =
    [
        """
        {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": "old", "signature": "s", "other": 1}, "worksheets": [
          {"metadata": {}, "cells": [
            {"cell_type": "heading", "level": 2, "metadata": {}, "source": ["Title\n", "on two lines"]},
            {"cell_type": "markdown", "metadata": {"a": 1}, "source": ["one", "two"]},
            {"cell_type": "raw", "metadata": {}, "source": "raw"},
            {"cell_type": "html", "metadata": {}, "source": "<b>x</b>"},
            {"cell_type": "code", "collapsed": false, "input": ["1 + 1\n", "2"], "language": "python", "metadata": {}, "prompt_number": 3, "outputs": [
              {"output_type": "stream", "stream": "stderr", "text": ["a\n", "b"]},
              {"output_type": "stream", "text": "no name"},
              {"output_type": "pyout", "prompt_number": 3, "metadata": {"png": {"width": 3}}, "text": ["2"], "html": "<b>2</b>", "png": "aGk=", "json": "{\"a\": 1}"},
              {"output_type": "display_data", "svg": ["<svg>\n", "</svg>"], "latex": "$x$", "javascript": "1", "metadata": {}},
              {"output_type": "pyerr", "ename": "E", "evalue": "v", "traceback": ["a", "b"]}]}]},
          {"metadata": {}, "cells": [{"cell_type": "code", "collapsed": true, "input": "x", "language": "python", "metadata": {}, "outputs": []}]}]}
        """,
        """
        {"nbformat": 2, "metadata": {"name": "older"}, "worksheets": [{"cells": [
          {"cell_type": "markdown", "source": ["one", "two"]},
          {"cell_type": "code", "collapsed": false, "input": ["a", "b"], "language": "python", "prompt_number": 1, "outputs": [
            {"output_type": "pyout", "prompt_number": 1, "text": ["x", "y"], "png": "aGk="},
            {"output_type": "stream", "stream": "stdout", "text": "z"}]}]}]}
        """,
        """
        {"cells": [{"cell_type": "text", "text": "some text"}, {"cell_type": "code", "code": "1 + 1", "prompt_number": 2}]}
        """,
    ];

    private const string NewNotebook = """
        {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": {"name": "k", "display_name": "K"}}, "cells": [
          {"cell_type": "markdown", "id": "a", "metadata": {"tags": ["x"]}, "source": ["one\n", "two"], "attachments": {"p.png": {"image/png": "aGk="}}},
          {"cell_type": "raw", "id": "b", "metadata": {"format": "text/plain"}, "source": "raw"},
          {"cell_type": "code", "id": "c", "metadata": {"collapsed": true}, "execution_count": 2, "source": "1 + 1", "outputs": [
            {"output_type": "stream", "name": "stdout", "text": ["a\n", "b"]},
            {"output_type": "display_data", "data": {"text/plain": "x", "application/json": {"a": [1]}}, "metadata": {"text/plain": {"b": 1}}},
            {"output_type": "execute_result", "execution_count": 2, "data": {"text/html": ["<b>", "2</b>"]}, "metadata": {}},
            {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["a", "b"]}]}]}
        """;

    /// <summary>What only the text of a file can have.</summary>
    private static readonly string[] Texts =
    [
        "", " ", "null", "[]", "5", "{", "{}",
        "\uFEFF" + Wrap(""),
        Wrap("") + "\n \t\r\n",
        Wrap("") + "x",
        Wrap("")[..^1],
        Wrap("", "\"a\": NaN, \"b\": [Infinity, -Infinity, 1e999, -0, -0.0, 1E5, 123456789012345678901234567890, 0.1e-400]"),
        Wrap("", "\"a\": 1, \"a\": 2"),
        Wrap("", "\"a\": 01"), Wrap("", "\"a\": .5"), Wrap("", "\"a\": +1"), Wrap("", "\"a\": nan"), Wrap("", "\"a\": 1,"), Wrap("", "'a': 1"), Wrap("", "\"a\": \"\t\""),
        Wrap("", "\"a\": \"\\u00e9\\ud83d\\ude00\\/\""),
        Wrap("{\"cell_type\": \"raw\", \"id\": \"a\", \"metadata\": {}, \"source\": \"1\", \"source\": [\"2\"]}"),
        Wrap("{\"cell_type\": \"code\", \"id\": \"a\", \"metadata\": {}, \"source\": \"1\", \"outputs\": [], \"execution_count\": null}").Replace("\"nbformat_minor\": 5", "\"nbformat_minor\": 6"),
        Wrap("").Replace("\"nbformat\": 4", "\"nbformat\": 5"), Wrap("").Replace("\"nbformat\": 4", "\"nbformat\": 4.0"), Wrap("").Replace("\"nbformat_minor\": 5", "\"nbformat_minor\": 99999999999999999999"),
    ];

    private static string Wrap(string cells, string metadata = "") =>
        $$"""{"cells": [{{cells}}], "metadata": { {{metadata}} }, "nbformat": 4, "nbformat_minor": 5}""";
}
