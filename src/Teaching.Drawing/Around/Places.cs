namespace Teaching.Drawing;

/// <summary>Where annotations and shapes stand: on the paper, in the domain of an axis, or at a value of it.</summary>
internal sealed class Places(Space space, IReadOnlyDictionary<string, Axis> axes)
{
    /// <summary>The pixel of one coordinate, null when its axis cannot show it.</summary>
    /// <param name="node">The annotation or shape.</param>
    /// <param name="letter">x or y.</param>
    /// <param name="key">The name of the coordinate, such as x0.</param>
    /// <param name="logged">Whether a place on a log axis is given as its power of ten.</param>
    public double? Pixel(Node node, char letter, string key, bool logged)
    {
        string reference = node.Text(letter + "ref") ?? letter.ToString();
        if (reference == "paper" && node.Number(key) is { } share) return letter == 'x' ? space.X(Math.Clamp(share, -10, 10)) : space.Y(Math.Clamp(share, -10, 10));
        string id = reference.Replace(" domain", "", StringComparison.Ordinal);
        if (!axes.TryGetValue(id, out Axis? axis) || axis.Id[0] != letter) return null;
        if (id == reference) return axis.Pixel(node, key, logged);
        (double from, double to) = letter == 'x'
            ? (Math.Min(axis.Scale.From, axis.Scale.To), Math.Max(axis.Scale.From, axis.Scale.To))
            : (Math.Max(axis.Scale.From, axis.Scale.To), Math.Min(axis.Scale.From, axis.Scale.To));
        return from + (to - from) * node.Number(key, 0, -10, 10);
    }

    /// <summary>The box outside of which nothing of this annotation or shape may show: the panel of its axes, or the figure.</summary>
    public Box Limits(Node node)
    {
        Axis? Of(char letter) => axes.GetValueOrDefault((node.Text(letter + "ref") ?? letter.ToString()).Replace(" domain", "", StringComparison.Ordinal));
        (double left, double right) = Of('x') is { } x ? (Math.Min(x.Scale.From, x.Scale.To), Math.Max(x.Scale.From, x.Scale.To)) : (0, space.Width);
        (double top, double bottom) = Of('y') is { } y ? (Math.Min(y.Scale.From, y.Scale.To), Math.Max(y.Scale.From, y.Scale.To)) : (0, space.Height);
        return new Box(left, top, right - left, bottom - top);
    }
}
