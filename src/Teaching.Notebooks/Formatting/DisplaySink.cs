using Teaching.Notebooks.Sessions;

namespace Teaching.Notebooks.Formatting;

/// <summary>Where displayed values go: the outbox of the session that this process is.</summary>
internal static class DisplaySink
{
    private static Outbox? outbox;

    public static void Install(Outbox target) => outbox = target;

    public static void Show(OrderedDictionary<string, string> data, string? displayId, bool isResult) =>
        outbox?.Show(new DisplayMessage(data, displayId, isResult), LengthOf(data));

    public static void Update(OrderedDictionary<string, string> data, string displayId) =>
        outbox?.Show(new DisplayUpdateMessage(data, displayId), LengthOf(data));

    private static long LengthOf(OrderedDictionary<string, string> data) => data.Values.Sum(text => (long)text.Length);
}
