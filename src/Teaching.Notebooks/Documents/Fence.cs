namespace Teaching.Notebooks.Documents;

/// <summary>
/// Keeps a fault in one notebook from stopping the work on the others: whatever is thrown over it becomes one line about it.
/// To be used as <c>catch (Exception error) when (Fence.Holds(error))</c> around the work on one notebook, and around the work
/// on one of its cells to add the place.
/// </summary>
public static class Fence
{
    /// <summary>Whether the fault belongs to the notebook; a wish to stop and the end of the memory do not.</summary>
    public static bool Holds(Exception error) => error is not (OperationCanceledException or OutOfMemoryException);

    /// <summary>What went wrong as one line that names notebook and place. What is known of either is kept.</summary>
    /// <param name="notebook">The notebook as its reader knows it; empty where that is not known yet.</param>
    /// <param name="place">The place in it, as "cell 3"; empty where that is not known.</param>
    /// <param name="error">What was thrown.</param>
    public static NotebookException Fault(string notebook, string place, Exception error) => error switch
    {
        NotebookException { File.Length: > 0 } known => known,
        NotebookException known => new(notebook, known.Place.Length > 0 ? known.Place : place, known.Problem, known.InnerException),
        _ => new(notebook, place, OneLine.Of($"{error.GetType().Name}: {error.Message} (a fault of teach; please report it with the notebook)"), error),
    };
}
