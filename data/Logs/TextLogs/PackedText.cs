using System.IO.Compression;

namespace ReAgent.Data.Logs.TextLogs;

/// <summary>
/// Unpacks gzip so that a file that was cut off is noticed: the platform's stream ends without a word where the file does. A mark is packed behind the
/// file as a member of its own; only if all before it is whole does the mark come out at the end.
/// </summary>
internal static class PackedText
{
    /// <summary>What follows the text of a whole file. No line of text ends in it.</summary>
    public static ReadOnlySpan<byte> Mark => "\0\u0003\u001A end of log \u001A\u0003\0"u8;

    public static Stream Unpack(Stream packed) => new GZipStream(new TailedStream(packed, PackedMark()), CompressionMode.Decompress);

    private static byte[] PackedMark()
    {
        using var member = new MemoryStream();
        using (var gzip = new GZipStream(member, CompressionLevel.Fastest))
        {
            gzip.Write(Mark);
        }

        return member.ToArray();
    }
}
