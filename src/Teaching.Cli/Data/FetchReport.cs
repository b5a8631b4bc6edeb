using System.Globalization;
using Spectre.Console;
using Teaching.Data;

namespace Teaching.Cli;

/// <summary>Shows a fetch: a bar for each file at a terminal, lines otherwise.</summary>
internal static class FetchReport
{
    /// <summary>Runs a fetch with a bar for each file.</summary>
    public static Task LiveAsync(Func<Action<FetchEvent>, Task> fetch) => AnsiConsole.Progress()
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new DownloadedColumn(), new TransferSpeedColumn(), new RemainingTimeColumn())
        .StartAsync(progress =>
        {
            Dictionary<string, ProgressTask> bars = [];
            return fetch(one =>
            {
                if (!bars.TryGetValue(one.File.Name, out ProgressTask? bar))
                    bars[one.File.Name] = bar = progress.AddTask(Markup.Escape(one.File.Name), maxValue: one.File.Bytes);
                if (one.Step == FetchStep.Failed) AnsiConsole.MarkupLineInterpolated($"[yellow]{one.Text}[/]");
                else bar.Value = one.Received;
            });
        });

    /// <summary>A line for each thing that happens, and for each quarter of a file.</summary>
    public static Action<FetchEvent> Plain()
    {
        (string File, long Quarter) last = default;
        return one =>
        {
            long quarter = 4 * one.Received / one.File.Bytes;
            if (one.Step == FetchStep.Receiving && (quarter is 0 or 4 || last == (one.File.Name, quarter))) return;
            last = (one.File.Name, quarter);
            Console.Out.WriteLine($"{one.File.Name}: {Text(one)}");
        };
    }

    private static string Text(FetchEvent one) => one.Step switch
    {
        FetchStep.Present => "is here and right",
        FetchStep.Asking => $"from {one.Text}",
        FetchStep.Receiving => string.Create(CultureInfo.InvariantCulture, $"{ByteText.Of(one.Received)} of {ByteText.Of(one.File.Bytes)}"),
        FetchStep.Failed => one.Text,
        _ => $"{ByteText.Of(one.Received)}, checked",
    };
}
