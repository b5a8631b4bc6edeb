namespace Teaching.Drawing;

/// <summary>Texts that a layout gives in one of two ways.</summary>
internal static class Texts
{
    /// <summary>The title of a layout, an axis, a legend or a colour bar.</summary>
    public static string Title(Node node) => node.At("title").Text("text") ?? node.Text("title") ?? "";
}
