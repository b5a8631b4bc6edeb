namespace Teaching.Charts;

/// <summary>Finds for the text of each weight a place on its line where it covers no other text and no neuron.</summary>
internal static class NetworkLabels
{
    private static readonly double[] Along = [0.3, 0.7, 0.24, 0.76, 0.36, 0.64, 0.18, 0.82, 0.42, 0.58, 0.5, 0.12, 0.88];

    /// <summary>The weights with the places of their texts; with too many weights, or for one without room, there is none.</summary>
    public static IReadOnlyList<DrawnWeight> Place(IEnumerable<DrawnWeight> weights, IEnumerable<DrawnNeuron> neurons, double radius, int most)
    {
        DrawnWeight[] all = [.. weights];
        if (all.Length > most) return all;
        List<Box> taken = [.. neurons.Select(n => new Box(n.X - radius, n.Y - radius, 2 * radius, 2 * radius + (n.Bias == "" ? 0 : 16)))];
        for (int w = 0; w < all.Length; w++)
        {
            Box? place = Best(all, all[w], taken);
            if (place is not { } box) continue;
            taken.Add(box);
            all[w] = all[w] with { Label = (box.Left + box.Width / 2, box.Top + box.Height / 2) };
        }
        return all;
    }

    /// <summary>The width and height that are kept free for the text of a weight, whatever its number.</summary>
    public static (double Width, double Height) SizeOf(DrawnWeight weight)
    {
        double name = weight.Name == "" ? 0 : TextSize.Of(weight.Name + " ", NetworkPlan.FontSize);
        double first = name + TextSize.Of("-0.000000", NetworkPlan.FontSize), second = TextSize.Of("∂ -0.000000", NetworkPlan.FontSize);
        return weight.Gradient is null ? (first + 2, 15) : (Math.Max(first, second) + 2, 28);
    }

    // Of the places that are free the one that hides the fewest lines.
    private static Box? Best(DrawnWeight[] all, DrawnWeight weight, List<Box> taken)
    {
        (double width, double height) = SizeOf(weight);
        Box? best = null;
        int fewest = int.MaxValue;
        foreach (double t in Along)
        {
            double x = weight.X1 + t * (weight.X2 - weight.X1), y = weight.Y1 + t * (weight.Y2 - weight.Y1);
            var box = new Box(x - width / 2, y - height / 2, width, height);
            if (taken.Exists(other => Overlap(box, other))) continue;
            int hidden = all.Count(line => line != weight && Clip.Segment((line.X1, line.Y1), (line.X2, line.Y2), box) is not null);
            if (hidden >= fewest) continue;
            (best, fewest) = (box, hidden);
        }
        return best;
    }

    private static bool Overlap(Box a, Box b) =>
        a.Left < b.Right + 2 && b.Left < a.Right + 2 && a.Top < b.Bottom + 2 && b.Top < a.Bottom + 2;
}
