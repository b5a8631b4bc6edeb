namespace Teaching.Browser;

internal static class Program
{
    /// <summary>Nothing: the page's worker starts the runtime and calls <see cref="PageSession"/>.</summary>
    private static void Main()
    {
    }
}
