using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Teaching.Fast;

/// <summary>
/// A row of pixels of all channels that will be read soon: its memory is asked for piece by piece while the row before is worked on, for the
/// hardware's own guesses end with each row of a channel, a few kilobytes long.
/// </summary>
/// <param name="start">The row's place in channel 0.</param>
/// <param name="plane">How many bytes further on the next channel's is.</param>
/// <param name="channels">How many channels there are.</param>
/// <param name="bytes">Bytes of the row in each channel.</param>
internal readonly unsafe struct RowAhead(byte* start, nint plane, int channels, int bytes)
{
    private const int CacheLine = 64;

    /// <summary>Asks for a piece of the row, number <paramref name="piece"/> of <paramref name="pieces"/>, where the processor can.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Ask(int piece, int pieces)
    {
        if (!Sse.IsSupported) return;
        Part lines = new Part(0, bytes / CacheLine).Divide(pieces, piece);
        byte* from = start + lines.Begin * CacheLine, to = start + lines.End * CacheLine;
        for (int c = 0; c < channels; c++, from += plane, to += plane)
        {
            for (byte* at = from; at < to; at += CacheLine) Sse.Prefetch1(at);
        }
    }
}
