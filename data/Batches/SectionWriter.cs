using System.Buffers.Binary;

namespace ReAgent.Data.Batches;

/// <summary>Writes records of one size, one after another, and the checksum of every block. Holds one buffer, however many there are.</summary>
internal sealed class SectionWriter(Stream output, int recordBytes)
{
    private const int BufferBytes = 1 << 16;

    private readonly byte[] _buffer = new byte[Math.Max(BufferBytes, recordBytes)];
    private readonly List<uint> _checksums = [];
    private readonly int _blockRecords = RowStoreFormat.BlockRecords(recordBytes);
    private int _used;
    private int _inBlock;
    private uint _checksum;

    public long Count { get; private set; }

    /// <summary>True when the next record is the last of its block.</summary>
    public bool IsLastOfBlock => _inBlock == _blockRecords - 1;

    public void Add(ReadOnlySpan<byte> record)
    {
        if (_used + record.Length > _buffer.Length)
        {
            Flush();
        }

        record.CopyTo(_buffer.AsSpan(_used));
        _used += record.Length;
        Count++;
        if (++_inBlock == _blockRecords)
        {
            EndBlock();
        }
    }

    /// <summary>Writes what is left and describes the section.</summary>
    /// <param name="start">Its place in the file.</param>
    public StoredSection Finish(long start)
    {
        if (_inBlock > 0)
        {
            EndBlock();
        }

        Flush();
        var checksums = new byte[_checksums.Count * sizeof(uint)];
        for (var block = 0; block < _checksums.Count; block++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(checksums.AsSpan(block * sizeof(uint)), _checksums[block]);
        }

        return new StoredSection(start, Count, checksums);
    }

    // Part of a block: the checksum goes on with the next part.
    private void Flush()
    {
        _checksum = RowStoreFormat.Checksum(_checksum, _buffer.AsSpan(0, _used));
        output.Write(_buffer, 0, _used);
        _used = 0;
    }

    private void EndBlock()
    {
        Flush();
        _checksums.Add(_checksum);
        (_checksum, _inBlock) = (0, 0);
    }
}
