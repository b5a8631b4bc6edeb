using System.Text.Json.Nodes;

namespace Teaching.Charts;

/// <summary>The layout of a plotly chart: fixed size, no margins, each axis at the pixels that the SVG gives it.</summary>
internal static class PlotlyLayout
{
    public static JsonObject Of(FigureLayout layout, double height)
    {
        var json = new JsonObject
        {
            ["width"] = layout.Width,
            ["height"] = height,
            ["margin"] = new JsonObject { ["l"] = 0, ["r"] = 0, ["t"] = 0, ["b"] = 0, ["autoexpand"] = false },
            ["paper_bgcolor"] = "#ffffff",
            ["plot_bgcolor"] = "#ffffff",
            ["font"] = new JsonObject { ["family"] = "Arial, Helvetica, sans-serif", ["size"] = 12, ["color"] = Palette.Ink },
            ["hovermode"] = "closest",
            ["hoverlabel"] = new JsonObject { ["namelength"] = -1 },
            ["annotations"] = Annotations(layout, height),
            ["shapes"] = Shapes(layout),
        };
        foreach (PanelView view in layout.Views)
        {
            string number = Suffix(view.Number);
            json["xaxis" + number] = PlotlyAxis.X(view, layout.Width);
            json["yaxis" + number] = PlotlyAxis.Y(view, height);
            if (view.Panel.HasLegend) json["legend" + number] = LegendOf(view, layout.Width, height);
        }
        return json;
    }

    /// <summary>The number in an axis' name: none for the first panel.</summary>
    public static string Suffix(int panel) => panel == 1 ? "" : NumberText.Significant(panel, 6);

    /// <summary>Titles, labels of reference lines, notes and texts of marks.</summary>
    public static JsonArray Annotations(FigureLayout layout, double height)
    {
        (double, double) figure = (layout.Width, height);
        var all = new JsonArray();
        if (layout.Title != "") all.Add(PlotlyText.AtPixel($"<b>{PlotlyText.Of(layout.Title)}</b>", 14, 25, 17, figure));
        for (int i = 0; i < layout.Notes.Count; i++)
        {
            JsonObject note = PlotlyText.AtPixel(PlotlyText.Of(layout.Notes[i]), 12, layout.NotesTop + i * FigureLayout.NoteLine, 11, figure);
            note["font"]!["color"] = Palette.Muted;
            all.Add(note);
        }
        foreach (PanelView view in layout.Views)
        {
            for (int i = 0; i < view.TitleLines.Count; i++)
            {
                double y = view.Outer.Top + 20 + i * PanelLayout.TitleLine;
                all.Add(PlotlyText.AtPixel($"<b>{PlotlyText.Of(view.TitleLines[i])}</b>", view.Area.Left, y, PanelLayout.TitleSize, figure));
            }
            foreach (JsonObject text in view.Panel.Marks.SelectMany(mark => mark.PlotlyTexts(view))) all.Add(text);
            foreach (JsonObject text in PlotlyNotes.Of(view)) all.Add(text);
        }
        return all;
    }

    public static JsonArray Shapes(FigureLayout layout) => new([.. layout.Views.SelectMany(PlotlyNotes.Lines)]);

    private static JsonObject LegendOf(PanelView view, double width, double height) => new()
    {
        ["x"] = Digits.Six((view.Area.Right + 8) / width),
        ["y"] = Digits.Six(1 - (view.Area.Top - 4) / height),
        ["xanchor"] = "left",
        ["yanchor"] = "top",
        ["bgcolor"] = "rgba(255,255,255,0)",
    };
}
