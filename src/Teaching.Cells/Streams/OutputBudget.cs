namespace Teaching.Cells;

/// <summary>Counts what one cell puts out and cuts the rest, once its limit is reached.</summary>
internal struct OutputBudget
{
    private readonly long limit;
    private long left;
    private long cut;
    private bool isSaid;

    public OutputBudget(long limit) => left = this.limit = limit;

    /// <summary>What to tell the reader at the end of the cell; null when nothing was cut.</summary>
    public string? EndNotice() => Notice(FormattableString.Invariant(
        $"\n[The output was cut: {cut:N0} characters were left out, for one cell may put out {limit:N0}.]\n"));

    /// <summary>What to tell as soon as something is cut that came after the end of the cell; null when nothing was, or it is said already.</summary>
    public string? LateNotice() => Notice(FormattableString.Invariant(
        $"\n[The output was cut here: one cell may put out {limit:N0} characters, with what comes after its end.]\n"));

    /// <summary>As much of a text as may still be shown.</summary>
    public string Take(string text)
    {
        if (text.Length <= left)
        {
            left -= text.Length;
            return text;
        }
        int kept = (int)left;
        if (kept > 0 && char.IsHighSurrogate(text[kept - 1])) kept--;
        cut += text.Length - kept;
        left = 0;
        return text[..kept];
    }

    /// <summary>Whether something that is shown whole or not at all may still be shown.</summary>
    public bool TakeWhole(long length)
    {
        if (length <= left)
        {
            left -= length;
            return true;
        }
        cut += length;
        return false;
    }

    private string? Notice(string text)
    {
        if (cut == 0 || isSaid) return null;
        isSaid = true;
        return text;
    }
}
