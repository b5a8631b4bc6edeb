namespace Teaching.Cells;

/// <summary>What of a value is shown, before it is written as HTML or as text.</summary>
internal abstract record Node;

/// <summary>A value that is one piece of text.</summary>
internal sealed record ScalarNode(string Text) : Node;

/// <summary>A value that writes its own HTML.</summary>
internal sealed record CustomNode(string Html, string Plain) : Node;

/// <summary>A sequence of scalars. More says what was left out, or is null.</summary>
internal sealed record ListNode(IReadOnlyList<Node> Items, string? More) : Node;

/// <summary>A sequence of things with members, one a row; a row has null where its thing has no such member.</summary>
internal sealed record TableNode(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<Node?>> Rows, string? More) : Node;

/// <summary>An array of three or more dimensions: a table for each value of its first indices.</summary>
internal sealed record BlocksNode(IReadOnlyList<(string Title, TableNode Grid)> Blocks, string? More) : Node;

/// <summary>One thing with members. OwnText is what its own ToString says, when its author wrote one.</summary>
internal sealed record ObjectNode(string TypeName, IReadOnlyList<KeyValuePair<string, Node>> Members, string? OwnText) : Node;
