using System.Text;

namespace Teaching.Jupyter.Zmtp;

/// <summary>
/// The first 64 bytes of each side: a signature (FF, eight bytes of anything, 7F), the version, the mechanism in 20
/// bytes, whether the sender is the server of that mechanism, and zeros. Here: version 3.0, mechanism NULL.
/// Source: rfc.zeromq.org/spec/23.
/// </summary>
internal static class Greeting
{
    public const int Length = 64;

    /// <summary>How many bytes show whether the peer speaks this protocol at all.</summary>
    public const int SignatureLength = 11;

    private const int MechanismStart = 12;
    private const int MechanismLength = 20;

    /// <summary>What we send.</summary>
    public static byte[] Ours()
    {
        byte[] greeting = new byte[Length];
        greeting[0] = 0xFF;
        greeting[9] = 0x7F;
        greeting[10] = 3;
        Encoding.ASCII.GetBytes("NULL", greeting.AsSpan(MechanismStart));
        return greeting;
    }

    /// <summary>Looks at the first <see cref="SignatureLength"/> bytes, which a peer that speaks something else may never exceed.</summary>
    /// <exception cref="InvalidDataException">It is another protocol, or a version before 3.</exception>
    public static void CheckSignature(ReadOnlySpan<byte> start)
    {
        if (start[0] != 0xFF || start[9] != 0x7F) throw new InvalidDataException("the peer does not speak ZMTP");
        if (start[10] < 3) throw new InvalidDataException($"the peer speaks ZMTP {start[10]}; 3 is needed");
    }

    /// <exception cref="InvalidDataException">Another mechanism is asked for.</exception>
    public static void CheckMechanism(ReadOnlySpan<byte> greeting)
    {
        ReadOnlySpan<byte> mechanism = greeting.Slice(MechanismStart, MechanismLength).TrimEnd((byte)0);
        if (!mechanism.SequenceEqual("NULL"u8)) throw new InvalidDataException("the peer asks for another mechanism than NULL");
    }
}
