namespace Teaching.Notebooks.Comparing;

/// <summary>How two notebooks are compared.</summary>
/// <param name="OtherDataSet">The fresh run had another data set than the committed outputs: numbers may differ,
/// so only the kinds of outputs are compared and that no cell failed.</param>
public sealed record CompareOptions(bool OtherDataSet = false);
