using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;
using Teaching.Cells;

namespace Teaching.Interactive;

/// <summary>Brings what a kernel of .NET Interactive shows to the outputs of the cell.</summary>
internal sealed class Outputs : IObserver<KernelEvent>
{
    public void OnNext(KernelEvent value)
    {
        switch (value)
        {
            case StandardOutputValueProduced printed: Console.Out.Write(TextOf(printed)); break;
            case StandardErrorValueProduced printed: Console.Error.Write(TextOf(printed)); break;
            case ErrorProduced error: Console.Error.WriteLine(error.Message); break;
            case DisplayedValueUpdated updated: DisplaySink.Update(DataOf(updated), updated.ValueId); break;
            case DisplayEvent shown: DisplaySink.Show(DataOf(shown), shown.ValueId, isResult: false); break;
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    private static string TextOf(DisplayEvent printed) => string.Concat(printed.FormattedValues.Select(one => one.Value));

    /// <summary>Shown as any other value is, unless it was asked for in MIME types of its own.</summary>
    private static OrderedDictionary<string, string> DataOf(DisplayEvent shown)
    {
        if (shown.Value is { } value and not FormattedValue
            && shown.FormattedValues.Select(one => one.MimeType).SequenceEqual(Formatter.GetPreferredMimeTypesFor(value.GetType())))
            return ValueFormatter.Format(value);
        OrderedDictionary<string, string> data = [];
        foreach (FormattedValue one in shown.FormattedValues.Where(one => !one.SuppressDisplay)) data[one.MimeType] = one.Value;
        return data;
    }
}
