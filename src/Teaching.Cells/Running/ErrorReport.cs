using System.Diagnostics;
using System.Reflection;

namespace Teaching.Cells;

/// <summary>Says what a cell threw, and where in the student's own lines.</summary>
internal static class ErrorReport
{
    private const int MaxFrames = 20;
    private const int MaxLines = 100;

    public static ErrorMessage Describe(Exception error)
    {
        error = Unwrap(error);
        if (error is FormatterException formatter)
            return new ErrorMessage("FormatterError", formatter.Message, [formatter.Message, .. formatter.InnerException is { } cause ? Frames(cause) : []]);
        if (error is CellException failure) return new ErrorMessage(failure.Name, failure.Message, failure.Traceback);

        List<string> lines = [];
        Add(lines, "", error);
        return new ErrorMessage(NameOf(error), MessageOf(error), lines);
    }

    private static void Add(List<string> lines, string because, Exception error)
    {
        if (lines.Count > MaxLines) return;
        lines.Add($"{because}{NameOf(error)}: {MessageOf(error)}");
        lines.AddRange(Frames(error));
        if (error is AggregateException many)
            foreach (Exception one in many.InnerExceptions) Add(lines, "one of them: ", one);
        else if (error.InnerException is { } cause)
            Add(lines, "caused by ", cause);
    }

    /// <summary>What only wraps the student's exception is taken off: reflection, a single task's failure.</summary>
    private static Exception Unwrap(Exception error) => error switch
    {
        AggregateException { InnerExceptions: [var only] } => Unwrap(only),
        TargetInvocationException { InnerException: { } inner } => Unwrap(inner),
        _ => error,
    };

    private static string NameOf(Exception error)
    {
        Type type = error.GetType();
        return type.FullName is { } name && !name.StartsWith("Submission#", StringComparison.Ordinal) ? name : type.Name;
    }

    private static string MessageOf(Exception error)
    {
        try
        {
            return error.Message;
        }
        catch (Exception second)
        {
            return $"(its Message throws {second.GetType().Name})";
        }
    }

    private static IEnumerable<string> Frames(Exception error)
    {
        StackFrame[] frames = new StackTrace(error, fNeedFileInfo: true).GetFrames();
        // Below the student's first line there is only what runs cells.
        int last = Array.FindLastIndex(frames, IsOwn);
        List<string> lines = [.. frames[..(last + 1)].Select((frame, i) => Line(frame, i > 0 && IsThrowHelper(frames[i - 1]))).OfType<string>()];
        if (lines.Count <= MaxFrames) return lines;
        return [.. lines[..(MaxFrames / 2)], $"   ... {lines.Count - MaxFrames} more ...", .. lines[^(MaxFrames / 2)..]];
    }

    private static bool IsOwn(StackFrame frame) =>
        frame.GetMethod() is { } method && CellAssembly.IsOne(method.Module.Assembly);

    /// <summary>
    /// Optimised code fails a check of an index at the end of the method, one place for all: the line that the runtime
    /// names for it is that of something else.
    /// </summary>
    private static bool IsThrowHelper(StackFrame frame) =>
        frame.GetMethod()?.DeclaringType?.FullName == "Internal.Runtime.CompilerHelpers.ThrowHelpers";

    private static string? Line(StackFrame frame, bool isLineWrong)
    {
        if (frame.GetMethod() is not { } method) return null;
        string name = MethodName(method);
        if (!IsOwn(frame))
        {
            bool isPlumbing = method.DeclaringType?.Namespace is { } space
                && (space.StartsWith("System.Runtime", StringComparison.Ordinal) || space.StartsWith("Internal.Runtime", StringComparison.Ordinal)
                    || space.StartsWith("System.Threading", StringComparison.Ordinal) || space.StartsWith("Teaching.Cells", StringComparison.Ordinal)
                    || space.StartsWith("Teaching.Notebooks", StringComparison.Ordinal));
            return isPlumbing || name.Length == 0 ? null : $"   at {name}";
        }
        (string File, int Line)? found = CellLines.Of(frame);
        string place = found is { File.Length: > 0 } ? Path.GetFileName(found.Value.File) : CellAssembly.CellNameOf(method.Module.Assembly);
        if (found is not null && !isLineWrong) place = FormattableString.Invariant($"{place}, line {found.Value.Line}");
        return name.Length == 0 ? $"   at {place}" : $"   at {name} in {place}";
    }

    /// <summary>As the student wrote it; empty for the cell's own top level.</summary>
    private static string MethodName(MethodBase method)
    {
        string type = (method.DeclaringType?.FullName ?? "").Replace('+', '.');
        string name = method.Name;
        if (name is "MoveNext" && type.LastIndexOf('<') is >= 0 and int open && type.LastIndexOf('>') > open)
        {
            // The compiler's own class for an async or iterator method carries the method's name.
            name = type[(open + 1)..type.LastIndexOf('>')];
            type = type[..open].TrimEnd('.', '<');
            if (name.Contains("Initialize", StringComparison.Ordinal)) return "";
        }
        if (name is ".ctor" && type.StartsWith("Submission#", StringComparison.Ordinal) && !type.Contains('.')) return "";
        if (name.StartsWith('<'))
        {
            // Lambdas and local functions: <Outer>b__0, <Outer>g__Inner|0.
            string outer = name[1..name.IndexOf('>')].Trim('<', '>');
            int local = name.IndexOf("g__", StringComparison.Ordinal);
            name = local >= 0 ? name[(local + 3)..name.IndexOf('|', local)] : outer is "Initialize" ? "a lambda" : $"a lambda in {outer}";
            type = type.Split(".<")[0];
        }
        if (type.StartsWith("Submission#", StringComparison.Ordinal)) type = type.IndexOf('.') is >= 0 and int dot ? type[(dot + 1)..] : "";
        return type.Length == 0 ? name : $"{type}.{name}";
    }
}
