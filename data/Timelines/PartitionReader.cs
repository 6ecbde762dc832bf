using System.Buffers;
using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using ReAgent.Data.Columns;
using ReAgent.Data.Episodes;

namespace ReAgent.Data.Timelines;

/// <summary>Reads a file that <see cref="PartitionWriter"/> wrote, bucket by bucket.</summary>
internal sealed class PartitionReader : IDisposable
{
    private readonly string _path;
    private readonly SafeFileHandle _file;
    private readonly ILookup<int, PartitionBlock> _blocks;
    private readonly TextPool _texts;

    /// <param name="path">The file.</param>
    /// <param name="texts">Gives equal texts of all partition files one string.</param>
    /// <exception cref="InvalidDataException">The file was not finished, or was damaged.</exception>
    public PartitionReader(string path, TextPool texts)
    {
        (_path, _texts) = (path, texts);
        _file = File.OpenHandle(path, options: FileOptions.RandomAccess);
        Span<byte> footer = stackalloc byte[PartitionFormat.FooterBytes];
        var length = RandomAccess.GetLength(_file);
        if (length < footer.Length + 12)
        {
            throw Damaged("it is too short");
        }

        Fill(footer, length - footer.Length);
        var count = BinaryPrimitives.ReadInt32LittleEndian(footer);
        if (BinaryPrimitives.ReadUInt64LittleEndian(footer[8..]) != PartitionFormat.Magic || count < 0 || count > length / PartitionBlock.Bytes)
        {
            throw Damaged("it has no index");
        }

        var index = new byte[count * PartitionBlock.Bytes];
        Fill(index, length - footer.Length - index.Length);
        if (PartitionFormat.Checksum(index) != BinaryPrimitives.ReadUInt32LittleEndian(footer[4..]))
        {
            throw Damaged("its index does not have the checksum that it should have");
        }

        var blocks = new PartitionBlock[count];
        var reader = new BlockReader(index, texts);
        for (var block = 0; block < count; block++)
        {
            blocks[block] = PartitionBlock.Read(ref reader);
        }

        _blocks = blocks.ToLookup(block => block.Bucket);
        Layout = ReadLayout();
    }

    /// <summary>Columns of the rows.</summary>
    public EpisodeLayout Layout { get; }

    /// <summary>Appends all rows of a bucket.</summary>
    /// <param name="bucket">Which.</param>
    /// <param name="table">Where to; of this layout.</param>
    /// <param name="findings">What is wrong with each row.</param>
    /// <exception cref="InvalidDataException">The file was damaged.</exception>
    public void Read(int bucket, EpisodeTable table, RowFindings findings)
    {
        foreach (var block in _blocks[bucket])
        {
            var buffer = ArrayPool<byte>.Shared.Rent(block.Length);
            try
            {
                var bytes = buffer.AsSpan(0, block.Length);
                Fill(bytes, block.Offset);
                if (PartitionFormat.Checksum(bytes) != block.Checksum)
                {
                    throw Damaged($"the block at byte {block.Offset} does not have the checksum that it should have");
                }

                var reader = new BlockReader(bytes, _texts);
                foreach (var column in table.Columns)
                {
                    ColumnBlock.Read(ref reader, column, block.Rows);
                }

                ColumnBlock.Read(ref reader, findings.Reasons, block.Rows);
                ColumnBlock.Read(ref reader, findings.Found, block.Rows);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private EpisodeLayout ReadLayout()
    {
        Span<byte> header = stackalloc byte[12];
        Fill(header, 0);
        var bytes = new byte[Math.Clamp(BinaryPrimitives.ReadInt32LittleEndian(header[8..]), 0, 1 << 20)];
        Fill(bytes, header.Length);
        return LayoutBlock.Read(bytes);
    }

    private void Fill(Span<byte> to, long offset)
    {
        for (var at = 0; at < to.Length;)
        {
            var read = RandomAccess.Read(_file, to[at..], offset + at);
            at += read > 0 ? read : throw Damaged("it ends too early");
        }
    }

    private InvalidDataException Damaged(string how) => new($"The partition file '{_path}' cannot be used: {how}. Delete it and run the same command again; the scan is then repeated.");
}
