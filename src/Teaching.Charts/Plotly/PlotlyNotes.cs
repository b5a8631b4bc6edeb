using System.Text.Json.Nodes;

namespace Teaching.Charts;

internal static class PlotlyNotes
{
    public static IEnumerable<JsonObject> Lines(PanelView view)
    {
        foreach (Reference line in Shown(view))
        {
            double value = Digits.Six(line.Value);
            yield return new JsonObject
            {
                ["type"] = "line",
                ["xref"] = Axis(view, "x") + (line.Horizontal ? " domain" : ""),
                ["yref"] = Axis(view, "y") + (line.Horizontal ? "" : " domain"),
                ["x0"] = line.Horizontal ? 0 : value,
                ["x1"] = line.Horizontal ? 1 : value,
                ["y0"] = line.Horizontal ? value : 0,
                ["y1"] = line.Horizontal ? value : 1,
                ["line"] = new JsonObject { ["color"] = line.Color, ["width"] = 1.4, ["dash"] = "6px,4px" },
            };
        }
    }

    public static IEnumerable<JsonObject> Of(PanelView view)
    {
        foreach (Reference line in Shown(view).Where(line => line.Text != ""))
        {
            bool left = view.X.Pixel(line.Value) + TextSize.Of(line.Text, 11) + 6 > view.Area.Right;
            JsonObject text = Text(view, line.Text, 11, line.Color);
            text[line.Horizontal ? "xref" : "yref"] = Axis(view, line.Horizontal ? "x" : "y") + " domain";
            text["x"] = line.Horizontal ? 1 : view.Panel.X.Log ? Math.Log10(line.Value) : Digits.Six(line.Value);
            text["y"] = !line.Horizontal ? 1 : view.Panel.Y.Log ? Math.Log10(line.Value) : Digits.Six(line.Value);
            text["xanchor"] = line.Horizontal || left ? "right" : "left";
            text["yanchor"] = line.Horizontal ? "bottom" : "top";
            yield return text;
        }
        foreach (Annotation note in view.Panel.Annotations.Where(note => view.X.Contains(note.X) && view.Y.Contains(note.Y)))
        {
            JsonObject text = Text(view, note.Text, 12, Palette.Ink);
            bool left = view.X.Pixel(note.X) + TextSize.Of(note.Text, 12) + 8 > view.Area.Right;
            text["x"] = view.Panel.X.Log ? Math.Log10(note.X) : Digits.Six(note.X);
            text["y"] = view.Panel.Y.Log ? Math.Log10(note.Y) : Digits.Six(note.Y);
            text["xanchor"] = left ? "right" : "left";
            text["yanchor"] = view.Y.Pixel(note.Y) - view.Area.Top < 20 ? "top" : "bottom";
            yield return text;
        }
    }

    private static IEnumerable<Reference> Shown(PanelView view) =>
        view.Panel.References.Where(line => (line.Horizontal ? view.Y : view.X).Contains(line.Value));

    private static JsonObject Text(PanelView view, string text, double size, string color) => new()
    {
        ["text"] = PlotlyText.Of(text),
        ["xref"] = Axis(view, "x"),
        ["yref"] = Axis(view, "y"),
        ["showarrow"] = false,
        ["bgcolor"] = "rgba(255,255,255,0.7)",
        ["borderpad"] = 1,
        ["font"] = new JsonObject { ["size"] = size, ["color"] = color },
    };

    private static string Axis(PanelView view, string letter) => letter + PlotlyLayout.Suffix(view.Number);
}
