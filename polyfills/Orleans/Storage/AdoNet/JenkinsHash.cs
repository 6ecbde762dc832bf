using System.Buffers.Binary;

namespace Orleans.Storage;

/// <summary>Bob Jenkins' hash of 1996 ("lookup2", in the public domain), which tables of grain state are indexed by.</summary>
internal static class JenkinsHash
{
    private const uint GoldenRatio = 0x9e3779b9;

    public static int Of(ReadOnlySpan<byte> data)
    {
        var (a, b, c) = (GoldenRatio, GoldenRatio, 0u);
        var rest = data;
        for (; rest.Length >= 12; rest = rest[12..])
        {
            a += BinaryPrimitives.ReadUInt32LittleEndian(rest);
            b += BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
            c += BinaryPrimitives.ReadUInt32LittleEndian(rest[8..]);
            Mix(ref a, ref b, ref c);
        }

        // The lowest byte of c counts the length.
        c += (uint)data.Length;
        for (var i = 0; i < rest.Length; i++)
        {
            switch (i)
            {
                case < 4:
                    a += (uint)rest[i] << (8 * i);
                    break;
                case < 8:
                    b += (uint)rest[i] << (8 * (i - 4));
                    break;
                default:
                    c += (uint)rest[i] << (8 * (i - 7));
                    break;
            }
        }

        Mix(ref a, ref b, ref c);
        return (int)c;
    }

    private static void Mix(ref uint a, ref uint b, ref uint c)
    {
        a = (a - b - c) ^ (c >> 13);
        b = (b - c - a) ^ (a << 8);
        c = (c - a - b) ^ (b >> 13);
        a = (a - b - c) ^ (c >> 12);
        b = (b - c - a) ^ (a << 16);
        c = (c - a - b) ^ (b >> 5);
        a = (a - b - c) ^ (c >> 3);
        b = (b - c - a) ^ (a << 10);
        c = (c - a - b) ^ (b >> 15);
    }
}
