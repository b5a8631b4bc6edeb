using System.Reflection;

namespace Teaching.Cells;

/// <summary>Asks a value's own code for something: where it throws, the exception's name stands in place of the answer.</summary>
internal static class Safely
{
    /// <summary>The answer, or a text that names the exception. What is wrong with a formatter fails the cell as ever.</summary>
    public static T Ask<T>(Func<T> question, Func<string, T> instead)
    {
        try
        {
            return question();
        }
        catch (Exception error) when (IsOfValue(error))
        {
            return instead(Name(error));
        }
    }

    /// <summary>Whether the exception is the value's own: not a formatter's that fails the cell, not an interrupt.</summary>
    public static bool IsOfValue(Exception error) => error is not (FormatterException or ThreadAbortException);

    /// <summary>A text that the value gives of itself; null counts as empty.</summary>
    public static string Text(Func<string?> question) => Ask(() => question() ?? "", name => name);

    /// <summary>As <c>(InvalidOperationException: not now)</c>.</summary>
    public static string Name(Exception error)
    {
        if (error is TargetInvocationException { InnerException: { } inner }) error = inner;
        try
        {
            return $"({error.GetType().Name}: {error.Message})";
        }
        catch (Exception)
        {
            return $"({error.GetType().Name})";
        }
    }
}
