namespace Teaching.Data;

/// <summary>What a fetch reports of one file.</summary>
/// <param name="File">The file.</param>
/// <param name="Step">What has happened.</param>
/// <param name="Received">How many of its bytes are here.</param>
/// <param name="Text">The address, or why it failed.</param>
public sealed record FetchEvent(DataFile File, FetchStep Step, long Received, string Text = "");

/// <summary>What can happen to a file that is fetched.</summary>
public enum FetchStep
{
    /// <summary>It is here already, and right.</summary>
    Present,

    /// <summary>An address is asked.</summary>
    Asking,

    /// <summary>More bytes have come.</summary>
    Receiving,

    /// <summary>This address did not work; the next one is asked, if there is one.</summary>
    Failed,

    /// <summary>It is here, checked and in its place.</summary>
    Done,
}
