using System.Runtime.InteropServices;

namespace ReAgent.Data.Columns;

/// <summary>Gives equal texts one string, so that a column of few different texts takes no memory for each of its rows.</summary>
internal sealed class TextPool
{
    // A column of ids has nothing to share; beyond this many the pool starts again.
    private const int Capacity = 1 << 16;

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private string _last = "";

    public TextPool() => _lookup = _known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The one string for a text.</summary>
    public string TextOf(ReadOnlyMemory<char> text) =>
        // A reader with a dictionary hands out whole strings, which are shared already.
        MemoryMarshal.TryGetString(text, out var whole, out var start, out var length) && start == 0 && length == whole.Length ? whole : TextOf(text.Span);

    /// <summary>The one string for a text.</summary>
    public string TextOf(ReadOnlySpan<char> text)
    {
        if (text.SequenceEqual(_last))
        {
            return _last;
        }

        if (_lookup.TryGetValue(text, out var known))
        {
            return _last = known;
        }

        if (_known.Count >= Capacity)
        {
            _known.Clear();
        }

        _last = text.ToString();
        _known.Add(_last);
        return _last;
    }
}
