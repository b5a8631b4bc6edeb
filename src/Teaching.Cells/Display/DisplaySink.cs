
namespace Teaching.Cells;

/// <summary>Where displayed values go, and passwords come from: whoever hosts the cells.</summary>
internal static class DisplaySink
{
    private static Action<Message, long>? send;
    private static Func<bool>? hasOutput;
    private static Func<string?>? readPassword;

    /// <summary>Sets the host.</summary>
    /// <param name="showing">Takes a message of something shown, and how many characters it has.</param>
    /// <param name="askingForOutput">Whether the cell has shown or printed anything.</param>
    /// <param name="askingForPassword">Asks for a line that is not to be seen; null at the end of the input.</param>
    public static void Install(Action<Message, long> showing, Func<bool> askingForOutput, Func<string?> askingForPassword) =>
        (send, hasOutput, readPassword) = (showing, askingForOutput, askingForPassword);

    /// <summary>Whether the cell has shown or printed anything.</summary>
    public static bool HasOutput => hasOutput?.Invoke() == true;

    public static void Show(OrderedDictionary<string, string> data, string? displayId, bool isResult) =>
        send?.Invoke(new DisplayMessage(data, displayId, isResult), LengthOf(data));

    public static void Update(OrderedDictionary<string, string> data, string displayId) =>
        send?.Invoke(new DisplayUpdateMessage(data, displayId), LengthOf(data));

    public static void Clear(bool wait) => send?.Invoke(new ClearMessage(wait), 0);

    public static string? ReadPassword() => readPassword?.Invoke();

    private static long LengthOf(OrderedDictionary<string, string> data) => data.Values.Sum(text => (long)text.Length);
}
