using System.Text.Json.Nodes;

namespace Teaching.Charts;

/// <summary>
/// A network drawing for plotly: lines in one trace for each sign and width, so that every frame has as many traces;
/// the neurons; invisible points that answer to hovering; and the numbers of the weights as annotations.
/// </summary>
internal static class NetworkTraces
{
    public const string NeuronFill = "#f3f6fa";

    public static IEnumerable<JsonObject> Of(NetworkMark mark, NetworkPlan plan)
    {
        foreach (int sign in new[] { 1, -1 })
        {
            for (int level = 0; level < NetworkMark.Levels; level++) yield return Lines(mark, plan, sign, level);
        }
        yield return Hover(plan);
        yield return Neurons(plan);
    }

    public static IEnumerable<JsonObject> Texts(NetworkPlan plan, PanelView view)
    {
        foreach (DrawnWeight weight in plan.Weights)
        {
            if (weight.Label is not { } place) continue;
            string text = PlotlyText.Of(NetworkWords.Label(weight));
            if (weight.Gradient is { } gradient)
            {
                text += $"<br><span style=\"color:{NetworkMark.ColorOf(gradient)}\">∂ {NetworkPlan.Number(gradient)}</span>";
            }
            yield return Text(view, text, place.X, place.Y, NetworkPlan.FontSize, Palette.Ink, "#ffffff");
        }
        foreach ((double x, double y, string title) in plan.Titles())
        {
            yield return Text(view, PlotlyText.Of(title), x, y - 4, 13, Palette.Muted, "rgba(255,255,255,0)");
        }
        foreach (DrawnNeuron neuron in plan.Neurons.SelectMany(layer => layer).Where(neuron => neuron.Bias != ""))
        {
            yield return Text(view, neuron.Bias, neuron.X, neuron.Y + plan.Radius + 9, NetworkPlan.FontSize, Palette.Muted, "rgba(255,255,255,0)");
        }
    }

    private static JsonObject Lines(NetworkMark mark, NetworkPlan plan, int sign, int level)
    {
        DrawnWeight[] group = [.. plan.Weights.Where(w => double.IsFinite(w.Value) && mark.LevelOf(w.Value) == level && w.Value < 0 == sign < 0)];
        // A trace without any point would be dropped, and the frames would no longer agree.
        double[] x = [.. group.SelectMany(w => new[] { w.X1, w.X2, double.NaN }).DefaultIfEmpty(double.NaN)];
        double[] y = [.. group.SelectMany(w => new[] { w.Y1, w.Y2, double.NaN }).DefaultIfEmpty(double.NaN)];
        return new JsonObject
        {
            ["type"] = "scatter",
            ["mode"] = "lines",
            ["x"] = Numbers.Of(x),
            ["y"] = Numbers.Of(y),
            ["line"] = new JsonObject { ["color"] = NetworkMark.ColorOf(sign), ["width"] = NetworkMark.WidthOf(level) },
            ["hoverinfo"] = "skip",
        };
    }

    private static JsonObject Hover(NetworkPlan plan) => new()
    {
        ["type"] = "scatter",
        ["mode"] = "markers",
        ["x"] = Numbers.Of(plan.Weights.Select(w => w.Label?.X ?? (w.X1 + w.X2) / 2)),
        ["y"] = Numbers.Of(plan.Weights.Select(w => w.Label?.Y ?? (w.Y1 + w.Y2) / 2)),
        ["marker"] = new JsonObject { ["size"] = 16, ["opacity"] = 0, ["color"] = Palette.Axis },
        ["hovertext"] = new JsonArray([.. plan.Weights.Select(w => (JsonNode)HoverText(plan, w))]),
        ["hoverinfo"] = "text",
    };

    private static string HoverText(NetworkPlan plan, DrawnWeight weight)
    {
        string ends = $"{plan.Neurons[weight.Layer - 1][weight.From].Name} → {plan.Neurons[weight.Layer][weight.To].Name}";
        string name = weight.Name == "" ? "weight" : weight.Name;
        string gradient = weight.Gradient is { } g ? $"<br>gradient {NumberText.Significant(g, 6)}" : "";
        return $"{PlotlyText.Of(ends)}<br>{PlotlyText.Of(name)} {NumberText.Significant(weight.Value, 6)}{gradient}";
    }

    private static JsonObject Neurons(NetworkPlan plan)
    {
        DrawnNeuron[] all = [.. plan.Neurons.SelectMany(layer => layer)];
        bool both = plan.Radius > 20;
        return new JsonObject
        {
            ["type"] = "scatter",
            ["mode"] = "markers+text",
            ["x"] = Numbers.Of(all.Select(n => n.X)),
            ["y"] = Numbers.Of(all.Select(n => n.Y)),
            ["marker"] = new JsonObject
            {
                ["size"] = 2 * plan.Radius,
                ["color"] = NeuronFill,
                ["opacity"] = 1,
                ["line"] = new JsonObject { ["color"] = Palette.Axis, ["width"] = 1.5 },
            },
            ["text"] = new JsonArray([.. all.Select(n => (JsonNode)($"<b>{PlotlyText.Of(n.Name)}</b>" + (both && n.Value != "" ? "<br>" + n.Value : "")))]),
            ["textposition"] = "middle center",
            ["textfont"] = new JsonObject { ["size"] = NetworkPlan.FontSize },
            ["hovertext"] = new JsonArray([.. all.Select(n => (JsonNode)PlotlyText.Of($"{n.Name} {n.Value} {n.Bias}".Trim()))]),
            ["hoverinfo"] = "text",
        };
    }

    private static JsonObject Text(PanelView view, string text, double x, double y, double size, string color, string background) => new()
    {
        ["text"] = text,
        ["xref"] = "x" + PlotlyLayout.Suffix(view.Number),
        ["yref"] = "y" + PlotlyLayout.Suffix(view.Number),
        ["x"] = Digits.Six(x),
        ["y"] = Digits.Six(y),
        ["xanchor"] = "center",
        ["yanchor"] = "middle",
        ["showarrow"] = false,
        ["bgcolor"] = background,
        ["borderpad"] = 0,
        ["font"] = new JsonObject { ["size"] = size, ["color"] = color },
    };
}
