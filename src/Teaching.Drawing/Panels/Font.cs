namespace Teaching.Drawing;

/// <summary>The size and colour of a text; a part of a figure that names none has those of the whole.</summary>
internal readonly record struct Font(double Size, Paint Color)
{
    public Font Of(Node node)
    {
        node.Skip("family");
        return new Font(node.Number("size", Size, 1, 200), node.Color("color") ?? Color);
    }
}
