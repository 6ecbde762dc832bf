using System.Runtime.InteropServices;

namespace ReAgent.Data.Batches;

/// <summary>One row while it is packed, with what was seen after it.</summary>
internal sealed class PackedRow(RowLayout layout)
{
    /// <summary>Instead of a loose next state: none was logged.</summary>
    public const int Nothing = -1;

    /// <summary>Instead of a loose next state: that of the following row.</summary>
    public const int Following = -2;

    private readonly float[] _words = new float[layout.Words];
    private readonly float[] _next = new float[layout.SeenWords];

    /// <summary>The packed row.</summary>
    public ReadOnlySpan<float> Words => _words;

    /// <summary>State, action and mask that were seen next.</summary>
    public ReadOnlySpan<float> SeenNext => _next;

    /// <summary>Where to find what was seen next.</summary>
    public int Next
    {
        set => _words[layout.Next] = Word(value);
    }

    /// <summary>True when no next state was logged.</summary>
    public bool SeesNothingNext { get; private set; }

    /// <summary>True when what was seen next is the other row's state, action and mask, to the bit.</summary>
    public bool SeesNext(PackedRow other) => Same(_next, other._words.AsSpan(0, layout.SeenWords));

    public void Pack(TransitionRows rows, int row, int episode)
    {
        Seen(_words, rows.State, rows.Action, rows.ActionFeatures, rows.PossibleActions, row);
        Seen(_next, rows.NextState, rows.NextAction, rows.NextActionFeatures, rows.PossibleNextActions, row);
        _words[layout.Reward] = rows.Reward[row];
        _words[layout.Probability] = rows.ActionProbability[row];
        _words[layout.TimeDiff] = rows.TimeDiff[row];
        _words[layout.GoesOn] = rows.NotTerminal[row];
        rows.Metrics.AsSpan(row * layout.Metrics.Length, layout.Metrics.Length).CopyTo(_words.AsSpan(layout.FirstMetric));
        _words[layout.Episode] = Word(episode);
        _words[layout.SequenceNumber] = Word((int)rows.SequenceNumber[row]);
        _words[layout.SequenceNumber + 1] = Word((int)(rows.SequenceNumber[row] >> 32));

        // No state, no mask and no action: every word is zero but the action, which says so.
        SeesNothingNext = layout.ActionCount == 0
            ? IsZero(_next)
            : rows.NextAction[row] == layout.ActionCount && IsZero(_next.AsSpan(0, layout.Action)) && IsZero(_next.AsSpan(layout.Possible));
    }

    private void Seen(float[] to, float[] state, int[] action, float[] features, float[] possible, int row)
    {
        state.AsSpan(row * layout.StateWidth, layout.StateWidth).CopyTo(to);
        features.AsSpan(row * layout.ActionWidth, layout.ActionWidth).CopyTo(to.AsSpan(layout.ActionFeatures));
        if (layout.ActionCount == 0)
        {
            return;
        }

        to[layout.Action] = Word(action[row]);
        for (var word = 0; word < layout.PossibleWords; word++)
        {
            var bits = 0;
            for (var bit = 0; bit < Math.Min(32, layout.ActionCount - (word * 32)); bit++)
            {
                bits |= possible[(row * layout.ActionCount) + (word * 32) + bit] != 0 ? 1 << bit : 0;
            }

            to[layout.Possible + word] = Word(bits);
        }
    }

    private static float Word(int bits) => BitConverter.Int32BitsToSingle(bits);

    private static bool IsZero(ReadOnlySpan<float> words) =>
        MemoryMarshal.AsBytes(words).IndexOfAnyExcept((byte)0) < 0;

    private static bool Same(ReadOnlySpan<float> left, ReadOnlySpan<float> right) =>
        MemoryMarshal.AsBytes(left).SequenceEqual(MemoryMarshal.AsBytes(right));
}
