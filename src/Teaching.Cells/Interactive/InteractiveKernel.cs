using System.Reflection;

namespace Teaching.Cells;

/// <summary>
/// What the packages of .NET Interactive are to the cells: formatters that somebody registers, the kernel that a cell finds around it, and
/// extensions. The engine refers to none of them; whoever hosts cells brings this when a cell or a package first asks for it.
/// </summary>
internal abstract class InteractiveKernel
{
    /// <summary>What was registered for a type; null when nothing was.</summary>
    public abstract TypeFormatters? FormattersFor(Type type);

    /// <summary>From now on the calling thread's code finds a kernel around it.</summary>
    /// <param name="code">The cell.</param>
    /// <param name="submit">Runs code as the cell's own.</param>
    public abstract void BeginCell(string code, Func<string, Task> submit);

    /// <summary>The cell is over.</summary>
    public abstract void EndCell();

    /// <summary>Runs the extensions in a library, each once.</summary>
    public abstract Task LoadAsync(Assembly library);
}
