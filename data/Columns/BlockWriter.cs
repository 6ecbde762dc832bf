using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ReAgent.Data.Columns;

/// <summary>Gathers the bytes of a block, little-endian, in an array that serves one block after another.</summary>
internal sealed class BlockWriter
{
    private byte[] _bytes = new byte[1 << 16];
    private long[] _scratch = [];
    private int _length;

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    /// <summary>Codes of the texts of the column in hand.</summary>
    public TextCodes Texts { get; } = new();

    /// <summary>Forgets what was written and keeps the memory.</summary>
    public void Clear() => _length = 0;

    /// <summary>Room for the next bytes, which the caller fills in.</summary>
    public Span<byte> Reserve(int count)
    {
        if (_length + count > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(_length + (long)count, _bytes.Length * 2L)));
        }

        _length += count;
        return _bytes.AsSpan(_length - count, count);
    }

    public void Write(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Reserve(bytes.Length));

    public void Write(byte value) => Reserve(1)[0] = value;

    public void Write(int value) => BinaryPrimitives.WriteInt32LittleEndian(Reserve(sizeof(int)), value);

    public void Write(long value) => BinaryPrimitives.WriteInt64LittleEndian(Reserve(sizeof(long)), value);

    /// <summary>Whole numbers for the time of one column; what they hold before is not defined.</summary>
    public Span<long> Scratch(int count)
    {
        if (_scratch.Length < count)
        {
            _scratch = new long[Math.Max(count, 4096)];
        }

        return _scratch.AsSpan(0, count);
    }
}

/// <summary>Numbers the different texts of a column in the order of their first appearance.</summary>
internal sealed class TextCodes
{
    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];
    private string _last = "";
    private string _before = "";
    private int _lastCode;
    private int _beforeCode;

    /// <summary>The texts by code.</summary>
    public IReadOnlyList<string> Texts => _texts;

    public void Clear()
    {
        _codes.Clear();
        _texts.Clear();
        (_lastCode, _beforeCode) = (-1, -1);
    }

    public int CodeOf(string text)
    {
        // Columns of few texts share their strings, so the same object as just now is the rule.
        if (_lastCode >= 0 && ReferenceEquals(text, _last))
        {
            return _lastCode;
        }

        if (_beforeCode >= 0 && ReferenceEquals(text, _before))
        {
            (_last, _before) = (_before, _last);
            (_lastCode, _beforeCode) = (_beforeCode, _lastCode);
            return _lastCode;
        }

        ref var code = ref CollectionsMarshal.GetValueRefOrAddDefault(_codes, text, out var known);
        if (!known)
        {
            code = _texts.Count;
            _texts.Add(text);
        }

        (_before, _beforeCode) = (_last, _lastCode);
        (_last, _lastCode) = (text, code);
        return code;
    }
}
