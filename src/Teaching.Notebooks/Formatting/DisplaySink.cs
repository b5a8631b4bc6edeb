using Teaching.Notebooks.Sessions;

namespace Teaching.Notebooks.Formatting;

/// <summary>Where displayed values go, and passwords come from: the session that this process is.</summary>
internal static class DisplaySink
{
    private static Outbox? outbox;
    private static InputQueue? input;

    public static void Install(Outbox target, InputQueue source) => (outbox, input) = (target, source);

    /// <summary>Whether the cell has shown or printed anything.</summary>
    public static bool HasOutput => outbox?.HasOutput == true;

    public static void Show(OrderedDictionary<string, string> data, string? displayId, bool isResult) =>
        outbox?.Show(new DisplayMessage(data, displayId, isResult), LengthOf(data));

    public static void Update(OrderedDictionary<string, string> data, string displayId) =>
        outbox?.Show(new DisplayUpdateMessage(data, displayId), LengthOf(data));

    public static void Clear(bool wait) => outbox?.Show(new ClearMessage(wait), 0);

    public static string? ReadPassword() => input?.ReadPassword();

    private static long LengthOf(OrderedDictionary<string, string> data) => data.Values.Sum(text => (long)text.Length);
}
