using System.Security.Cryptography;
using System.Text;

namespace Teaching.Jupyter.Messages;

/// <summary>
/// Signs messages with HMAC-SHA256, and knows the signatures that it has seen, so that nobody can send a message twice.
/// With an empty key messages are not signed, as Jupyter's protocol has it.
/// </summary>
internal sealed class Signer(string key)
{
    private const int Remembered = 65_536;

    private readonly byte[] keyBytes = Encoding.UTF8.GetBytes(key);
    private readonly HashSet<string> seen = [];
    private readonly Queue<string> order = [];

    /// <summary>Whether there is a key.</summary>
    public bool IsSigning => keyBytes.Length > 0;

    /// <summary>The signature of header, parent header, metadata and content: 64 hexadecimal digits.</summary>
    public byte[] Sign(IEnumerable<byte[]> parts)
    {
        if (!IsSigning) return [];
        using IncrementalHash hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, keyBytes);
        foreach (byte[] part in parts) hash.AppendData(part);
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <exception cref="InvalidDataException">The signature is missing, wrong or that of an earlier message.</exception>
    public void Check(byte[] signature, IEnumerable<byte[]> parts)
    {
        if (!IsSigning) return;
        if (signature.Length == 0) throw new InvalidDataException("it is not signed");
        if (!CryptographicOperations.FixedTimeEquals(signature, Sign(parts))) throw new InvalidDataException("its signature is wrong");
        lock (seen)
        {
            string text = Encoding.ASCII.GetString(signature);
            if (!seen.Add(text)) throw new InvalidDataException("it was received before");
            order.Enqueue(text);
            if (order.Count > Remembered) seen.Remove(order.Dequeue());
        }
    }
}
