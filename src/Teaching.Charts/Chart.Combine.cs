namespace Teaching.Charts;

/// <content>Several charts in one picture: on top of each other, beside each other, or one after another.</content>
public sealed partial class Chart
{
    /// <summary>The most steps a slider has; of more frames, evenly spread ones are kept.</summary>
    internal const int MostSteps = 20;

    /// <summary>This chart with the series of the others drawn on top, on its own axes.</summary>
    /// <exception cref="ArgumentException">A chart has panels or a slider, or bars stand over other labels.</exception>
    public Chart Add(params Chart[] others)
    {
        Panel panel = OnlyPanel("Chart.Add");
        foreach (Chart other in NoneMissing(others, "Chart.Add")) panel = Joined(panel, other.OnlyPanel("Chart.Add"));
        return Of(panel);
    }

    /// <summary>The series of all charts on the axes of the first.</summary>
    /// <exception cref="ArgumentException">There is no chart, or one has panels or a slider.</exception>
    public static Chart Combine(params IEnumerable<Chart> charts)
    {
        Chart[] all = NoneMissing(charts, "Chart.Combine");
        return all.Length == 1 ? all[0] : all[0].Add(all[1..]);
    }

    /// <summary>The charts beside each other, row by row.</summary>
    /// <param name="columns">How many in a row.</param>
    /// <param name="charts">Plain charts, or panels, whose charts are taken out.</param>
    /// <exception cref="ArgumentException">There is no chart, or one has a slider.</exception>
    public static Chart Panels(int columns, params IEnumerable<Chart> charts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        Chart[] all = NoneMissing(charts, "Chart.Panels");
        Panel[] panels = [.. all.SelectMany(chart => chart.frames.Slider is null ? chart.frames.Shown.Figure.Panels : [chart.OnlyPanel("Chart.Panels")])];
        return Of(new Figure { Panels = panels, Columns = Math.Min(columns, panels.Length), IsGrid = true });
    }

    /// <summary>A chart that a slider moves through frames, labelled 0, 1, 2, ...; the SVG shows the first.</summary>
    /// <param name="name">What the slider counts, such as "update".</param>
    /// <param name="frames">Charts of the same make: as many panels, and in each the same kinds of series.</param>
    /// <exception cref="ArgumentException">There is no frame, or a frame is made otherwise than the first.</exception>
    public static Chart Slider(string name, params IEnumerable<Chart> frames)
    {
        Chart[] all = NoneMissing(frames, "Chart.Slider");
        return Slider(name, Enumerable.Range(0, all.Length), i => all[i]);
    }

    /// <summary>A chart that a slider moves through steps; at most 20 of them are drawn, evenly spread, the first and last among them.</summary>
    /// <param name="name">What the slider counts, such as "update".</param>
    /// <param name="steps">The steps; each is the label of its frame.</param>
    /// <param name="draw">The frame of a step.</param>
    /// <param name="start">The position in <paramref name="steps"/> of the frame that is shown first and in the SVG; counted from the end with ^.</param>
    /// <exception cref="ArgumentException">There is no step, or a frame is made otherwise than the first.</exception>
    public static Chart Slider<T>(string name, IEnumerable<T> steps, Func<T, Chart> draw, Index start = default)
    {
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentNullException.ThrowIfNull(draw);
        T[] all = [.. steps];
        if (all.Length == 0) throw new ArgumentException($"Chart.Slider '{name}' has no frames: it needs at least one.");
        int first = start.GetOffset(all.Length);
        if (first < 0 || first >= all.Length)
        {
            throw new ArgumentException($"Chart.Slider '{name}': start {start} is outside its {Summary.Count(all.Length, "step")}.");
        }
        int[] kept = SliderFrames.Kept(all.Length, MostSteps, first);
        Frame[] frames = [.. kept.Select(i => new Frame(SliderFrames.Label(all[i]), FrameFigure(draw(all[i]), name, i)))];
        return new Chart(new FrameSeries(SliderFrames.OnOneScale(frames, name), Given(name), Array.IndexOf(kept, first)));
    }

    private static Figure FrameFigure(Chart? chart, string slider, int step)
    {
        if (chart is null) throw new ArgumentException($"Chart.Slider '{slider}': the frame of step number {step + 1} is null.");
        return chart.frames.Slider is not { } own
            ? chart.frames.Shown.Figure
            : throw new ArgumentException($"Chart.Slider '{slider}': a frame has a slider of its own ('{own}'); a chart can have only one.");
    }

    private static Chart[] NoneMissing(IEnumerable<Chart> charts, string operation)
    {
        ArgumentNullException.ThrowIfNull(charts);
        Chart[] all = [.. charts];
        if (all.Length == 0) throw new ArgumentException($"{operation} was given no chart: it needs at least one.");
        int missing = Array.IndexOf(all, null);
        return missing < 0 ? all : throw new ArgumentException($"{operation}: chart number {missing + 1} is null.");
    }

    private static Panel Joined(Panel panel, Panel other)
    {
        if (panel.X.Hidden || other.X.Hidden)
        {
            throw new ArgumentException("Chart.Add: a network drawing or an image grid has no axes to share; use Chart.Panels.");
        }
        bool named = panel.X.Categories is not null && other.X.Categories is not null;
        if (named && !panel.X.Categories!.SequenceEqual(other.X.Categories!))
        {
            throw new ArgumentException(
                $"Chart.Add: the labels differ: {string.Join(", ", panel.X.Categories!.Take(5))} and {string.Join(", ", other.X.Categories!.Take(5))}.");
        }
        return panel with
        {
            X = panel.X.Categories is null ? panel.X with { Categories = other.X.Categories } : panel.X,
            Marks = [.. panel.Marks, .. other.Marks],
            References = [.. panel.References, .. other.References],
            Annotations = [.. panel.Annotations, .. other.Annotations],
        };
    }
}
