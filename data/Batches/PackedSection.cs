using System.Buffers.Binary;
using System.Numerics;

namespace ReAgent.Data.Batches;

/// <summary>
/// Records of one size in a row store. A block is checked against its checksum when it is first touched, so opening a store costs nothing however
/// large it is, and no damaged number is ever handed out.
/// </summary>
internal sealed class PackedSection(IRowImage image, StoredSection stored, int recordBytes, string name, string path)
{
    private readonly int _shift = BitOperations.Log2((uint)RowStoreFormat.BlockRecords(recordBytes));

    // One block may be checked twice by threads that come at once; both find the same.
    private readonly bool[] _checked = new bool[stored.Checksums.Length / sizeof(uint)];

    public long Count => stored.Count;

    public int BlockRecords => 1 << _shift;

    /// <summary>One record.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such record.</exception>
    /// <exception cref="InvalidDataException">Its block is damaged.</exception>
    public ReadOnlySpan<byte> Record(long record)
    {
        if ((ulong)record >= (ulong)stored.Count)
        {
            throw new ArgumentOutOfRangeException(nameof(record), record, $"{path}: the section '{name}' has {stored.Count} records.");
        }

        if (!_checked[record >> _shift])
        {
            CheckBlock(record >> _shift);
        }

        return image.Bytes(stored.Start + (record * recordBytes), recordBytes);
    }

    /// <summary>Records that follow each other.</summary>
    public ReadOnlySpan<byte> Records(long first, int count)
    {
        if (count == 0)
        {
            return [];
        }

        _ = Record(first + count - 1);
        for (var block = first >> _shift; block <= (first + count - 1) >> _shift; block++)
        {
            _ = Record(Math.Max(first, block << _shift));
        }

        return image.Bytes(stored.Start + (first * recordBytes), count * recordBytes);
    }

    /// <summary>Brings a record, and the one behind it, from memory into the processor's cache while other records are read.</summary>
    public void Fetch(long record)
    {
        if ((ulong)record < (ulong)stored.Count - 1)
        {
            MappedReading.Fetch(image.Bytes(stored.Start + (record * recordBytes), 2 * recordBytes));
        }
    }

    /// <summary>Says that a block will be read soon.</summary>
    public void ReadAhead(long block)
    {
        var (start, length) = Place(block);
        image.ReadAhead(start, length);
    }

    private void CheckBlock(long block)
    {
        var (start, length) = Place(block);
        if (RowStoreFormat.Checksum(0, image.Bytes(start, length)) != BinaryPrimitives.ReadUInt32LittleEndian(stored.Checksums.AsSpan((int)block * sizeof(uint))))
        {
            throw new InvalidDataException(
                $"The row store {path} is damaged: block {block} of its section '{name}' does not match its checksum. Build it again from its timeline.");
        }

        _checked[block] = true;
    }

    private (long Start, int Length) Place(long block)
    {
        var first = block << _shift;
        return (stored.Start + (first * recordBytes), (int)(Math.Min(BlockRecords, stored.Count - first) * recordBytes));
    }
}
