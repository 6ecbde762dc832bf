namespace Parquet.Encodings;

/// <summary>
/// The RLE / bit-packed hybrid: runs of one repeated value and runs of bit-packed groups of eight, each after a varint header
/// (https://github.com/apache/parquet-format/blob/master/Encodings.md#RLE). Decodes piece by piece, so that callers can work on values still in cache.
/// </summary>
internal ref struct HybridDecoder
{
    private readonly ReadOnlySpan<byte> _source;
    private readonly int _width;
    private readonly string _what;
    private int _position;
    private int _repeats;
    private int _repeated;
    private ReadOnlySpan<byte> _packed;
    private int _packedDone;
    private int _packedCount;

    /// <param name="source">The runs.</param>
    /// <param name="width">Bits of a value, 0 to 32.</param>
    /// <param name="what">What the values are, for errors.</param>
    public HybridDecoder(ReadOnlySpan<byte> source, int width, string what)
    {
        if (width is < 0 or > 32)
        {
            throw new ParquetException($"{what} have a bit width of {width}, outside 0 to 32");
        }

        _source = source;
        _width = width;
        _what = what;
    }

    /// <summary>Fills <paramref name="values"/> completely.</summary>
    /// <exception cref="ParquetException">The runs end before.</exception>
    public void Decode(scoped Span<int> values)
    {
        while (!values.IsEmpty)
        {
            int taken = TryTakeRepeated(values.Length, out int repeated);
            if (taken > 0)
            {
                values[..taken].Fill(repeated);
            }
            else
            {
                taken = TakePacked(values);
            }

            values = values[taken..];
        }
    }

    /// <summary>When a repeated run is next, takes up to <paramref name="limit"/> values of it at once; otherwise 0.</summary>
    public int TryTakeRepeated(int limit, out int value)
    {
        while (_repeats == 0 && _packedDone == _packedCount)
        {
            NextRun();
        }

        value = _repeated;
        int taken = Math.Min(limit, _repeats);
        _repeats -= taken;
        return taken;
    }

    /// <summary>Takes bit-packed values up to the end of their run; call after <see cref="TryTakeRepeated"/> gave 0.</summary>
    public int TakePacked(scoped Span<int> values)
    {
        int count = Math.Min(values.Length, _packedCount - _packedDone);
        scoped Span<int> target = values[..count];

        // Bit packing is fast from group boundaries on: finish a group that an earlier call left half taken.
        int misaligned = Math.Min(count, -_packedDone & (BitPacking.Group - 1));
        for (int i = 0; i < misaligned; i++, _packedDone++)
        {
            long bit = (long)_packedDone * _width;
            target[i] = (int)((BitPacking.Load(_packed, (int)(bit >> 3)) >> (int)(bit & 7)) & ((1UL << _width) - 1));
        }

        if (misaligned < count)
        {
            BitPacking.Unpack(_packed[(int)((long)_packedDone * _width / 8)..], _width, target[misaligned..]);
            _packedDone += count - misaligned;
        }

        return count;
    }

    private void NextRun()
    {
        ulong header = Bytes.ReadVarint(_source, ref _position, _what);
        ReadOnlySpan<byte> rest = _source[_position..];
        if ((header & 1) == 0)
        {
            int bytes = (_width + 7) / 8;
            ReadOnlySpan<byte> stored = Bytes.Take(rest, bytes, _what);
            _repeated = (int)BitPacking.Load(stored, 0);
            if (BitPacking.Width(_repeated) > _width)
            {
                throw new ParquetException($"{_what} repeat {(uint)_repeated}, which does not fit their {_width} bits");
            }

            _repeats = (int)Math.Min(header >> 1, int.MaxValue);
            _position += bytes;
            return;
        }

        // The last group may be cut short by writers that do not pad it.
        long groups = (long)Math.Min(header >> 1, int.MaxValue / BitPacking.Group);
        long available = _width == 0 ? groups * BitPacking.Group : (long)rest.Length * 8 / _width;
        if (available == 0 && groups > 0)
        {
            throw new ParquetException($"{_what} end inside a bit-packed run of {groups * BitPacking.Group} values");
        }

        int length = (int)Math.Min(groups * _width, rest.Length);
        _packed = rest[..length];
        _packedDone = 0;
        _packedCount = (int)Math.Min(groups * BitPacking.Group, available);
        _position += length;
    }
}
