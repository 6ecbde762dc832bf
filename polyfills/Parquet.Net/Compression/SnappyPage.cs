using Parquet.Columns;

namespace Parquet.Compression;

/// <summary>
/// A Snappy page that opens with levels: these are decompressed first, into a small buffer, and the values behind them straight to where they belong.
/// </summary>
internal ref struct SnappyPage
{
    private readonly ReadOnlySpan<byte> _source;
    private readonly ByteBuffer _head;
    private SnappyDecompressor.Place _place;

    /// <param name="source">The compressed page.</param>
    /// <param name="length">Bytes it decompresses to.</param>
    /// <param name="head">Takes the first bytes of the page.</param>
    /// <exception cref="ParquetException">The page is of another length.</exception>
    public SnappyPage(ReadOnlySpan<byte> source, int length, ByteBuffer head)
    {
        PageCompression.Bound(source, length, SnappyDecompressor.MaximumRatio);
        _source = source;
        _head = head;
        _head.Clear();
        Length = length;
        _place = new SnappyDecompressor.Place(SnappyDecompressor.ReadLength(source, length), 0, 0);
    }

    /// <summary>Bytes of the whole page.</summary>
    public int Length { get; }

    /// <summary>The first <paramref name="count"/> bytes; valid until the next call.</summary>
    /// <exception cref="ParquetException">The data is malformed or ends before.</exception>
    public ReadOnlySpan<byte> Head(int count)
    {
        if (count > Length)
        {
            throw new ParquetException($"Levels should take {count} bytes of the page, but it has {Length}");
        }

        if (count > _head.Length)
        {
            // Copies may end up to 63 bytes behind the byte asked for, and write some more.
            Span<byte> room = _head.Reserve(count - _head.Length + (2 * SnappyDecompressor.Slack));
            int known = _head.Length;
            Span<byte> all = _head.WithReserve(known + room.Length);
            _place = SnappyDecompressor.Run(_source, _place, all, count, Length, []);
            _head.Advance(_place.To - known);
            if (_place.To < count)
            {
                throw new ParquetException($"Snappy data ends after {_place.To} of {Length} bytes");
            }
        }

        return _head.Written[..count];
    }

    /// <summary>Everything from <paramref name="start"/> on, which lies in the head or right behind it.</summary>
    /// <exception cref="ParquetException">The data is malformed or of another length.</exception>
    public void Rest(int start, Span<byte> target)
    {
        ReadOnlySpan<byte> over = _head.Written[start..];
        over.CopyTo(target);
        var place = new SnappyDecompressor.Place(_place.From, over.Length, _place.Pending);
        place = SnappyDecompressor.Run(_source, place, target, target.Length, target.Length, _head.Written[..start]);
        if (place.To != target.Length)
        {
            throw new ParquetException($"Snappy data ends after {start + place.To} of {Length} bytes");
        }
    }
}
