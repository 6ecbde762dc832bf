using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Orleans.Runtime;

/// <summary>
/// What both ends of a connection say before anything else. On the wire: the letters "ORLC", the version of the protocol in two bytes, the
/// length of the rest in two bytes, and the rest: texts, each preceded by its length in two bytes. Numbers are little-endian.
/// </summary>
/// <param name="Version">Version of the protocol; it decides the layout of messages.</param>
/// <param name="Cluster">Id of the cluster.</param>
/// <param name="Silo">The silo that speaks; null for a client.</param>
/// <param name="Client">The client that speaks; default for a silo.</param>
/// <param name="Target">Whom the opener expects; generation 0 for whoever is there. Null in an answer.</param>
/// <param name="Refusal">Why the opener is refused; empty when it is welcome.</param>
internal sealed record Preamble(ushort Version, string Cluster, SiloAddress? Silo, GrainId Client, SiloAddress? Target, string Refusal)
{
    /// <summary>Version that this assembly speaks.</summary>
    public const ushort CurrentVersion = 1;

    /// <summary>Bytes before the texts.</summary>
    public const int HeadLength = 8;

    /// <summary>Most bytes of the texts.</summary>
    public const int LongestTexts = 8 * 1024;
    private const int Texts = 5;

    private static ReadOnlySpan<byte> Mark => "ORLC"u8;

    public byte[] Encode()
    {
        var texts = new ArrayBufferWriter<byte>();
        foreach (var text in new[]
        {
            Cluster, Silo?.ToParsableString() ?? "", Client.IsDefault ? "" : Client.ToString(), Target?.ToParsableString() ?? "", Refusal,
        })
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            BinaryPrimitives.WriteUInt16LittleEndian(texts.GetSpan(2), checked((ushort)bytes.Length));
            texts.Advance(2);
            texts.Write(bytes);
        }

        var whole = new byte[HeadLength + texts.WrittenCount];
        Mark.CopyTo(whole);
        BinaryPrimitives.WriteUInt16LittleEndian(whole.AsSpan(4), Version);
        BinaryPrimitives.WriteUInt16LittleEndian(whole.AsSpan(6), checked((ushort)texts.WrittenCount));
        texts.WrittenSpan.CopyTo(whole.AsSpan(HeadLength));
        return whole;
    }

    /// <summary>Reads a preamble if all of it has come.</summary>
    /// <returns>False when more is needed.</returns>
    /// <exception cref="InvalidDataException">This is no preamble.</exception>
    public static bool TryDecode(ref ReadOnlySequence<byte> input, out Preamble? preamble)
    {
        preamble = null;
        Span<byte> head = stackalloc byte[HeadLength];
        var present = (int)Math.Min(HeadLength, input.Length);
        input.Slice(0, present).CopyTo(head);
        var mark = Math.Min(present, Mark.Length);
        if (!head[..mark].SequenceEqual(Mark[..mark]))
        {
            throw new InvalidDataException("What came is not the beginning of a connection between silos or clients; perhaps one end uses TLS and the other does not.");
        }

        if (present < HeadLength)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadUInt16LittleEndian(head[6..]);
        if (length > LongestTexts)
        {
            throw new InvalidDataException($"A preamble of {length} bytes is announced; at most {LongestTexts} are allowed.");
        }

        if (input.Length < HeadLength + length)
        {
            return false;
        }

        preamble = Parse(BinaryPrimitives.ReadUInt16LittleEndian(head[4..]), input.Slice(HeadLength, length).ToArray());
        input = input.Slice(HeadLength + length);
        return true;
    }

    // A later version may add texts; those known here stay where they are.
    private static Preamble Parse(ushort version, ReadOnlySpan<byte> bytes)
    {
        var texts = new string[Texts];
        for (var i = 0; i < Texts; i++)
        {
            var length = bytes.Length >= 2 ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : int.MaxValue;
            if (length > bytes.Length - 2)
            {
                throw new InvalidDataException("A preamble ends in the middle of a text.");
            }

            texts[i] = Encoding.UTF8.GetString(bytes.Slice(2, length));
            bytes = bytes[(2 + length)..];
        }

        try
        {
            return new(version, texts[0], Silo(texts[1]), texts[2].Length == 0 ? default : GrainId.Parse(texts[2]), Silo(texts[3]), texts[4]);
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException)
        {
            throw new InvalidDataException($"A preamble names what cannot be an address: {failure.Message}", failure);
        }

        static SiloAddress? Silo(string text) => text.Length == 0 ? null : SiloAddress.FromParsableString(text);
    }
}
