using System.Runtime.InteropServices;

namespace ReAgent.Data.Batches;

/// <content>Rows at random, for training, and rows in order, for the evaluation.</content>
public sealed partial class RowStore
{
    // A row that is not in the cache takes a few hundred nanoseconds, and gathering one that is takes some 40: bench/feeding.
    private const int RowsInFlight = 12;

    /// <summary>Gathers rows, anywhere in the store and in any order, into columns.</summary>
    /// <param name="rows">[B] which.</param>
    /// <param name="span">How many steps their rewards span.</param>
    /// <param name="to">Where to.</param>
    /// <exception cref="ArgumentException">A column has not the room that the rows need.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    /// <exception cref="InvalidDataException">A block is damaged.</exception>
    public void Gather(ReadOnlySpan<long> rows, MultiStep span, BatchColumns to)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span.Steps, 1);
        to.Check(Layout, rows.Length);
        using var held = new Held(_image);
        for (var i = 0; i < rows.Length; i++)
        {
            if (i + RowsInFlight < rows.Length)
            {
                _rows.Fetch(rows[i + RowsInFlight]);
            }

            Gather(rows[i], span, to, i);
        }
    }

    /// <summary>Reads rows that follow each other, as they were logged.</summary>
    /// <param name="first">The first.</param>
    /// <param name="count">How many.</param>
    public LoadedTransitions Read(long first, int count)
    {
        var (states, actions, width, metrics) = (Layout.StateWidth, Layout.ActionCount, Layout.ActionWidth, Layout.Metrics.Length);
        var rows = TransitionRows.Empty(Layout, count);
        using var held = new Held(_image);
        var firstEpisode = count == 0 ? 0 : WordAt(Row(first), Layout.Episode);
        var ids = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var row = Row(first + i);
            var next = SeenAfter(row, first + i);
            Copy(row, 0, rows.State, i, states);
            Copy(next, 0, rows.NextState, i, states);
            Copy(row, Layout.ActionFeatures, rows.ActionFeatures, i, width);
            Copy(next, Layout.ActionFeatures, rows.NextActionFeatures, i, width);
            Copy(row, Layout.FirstMetric, rows.Metrics, i, metrics);
            rows.Reward[i] = row[Layout.Reward];
            rows.ActionProbability[i] = row[Layout.Probability];
            rows.TimeDiff[i] = row[Layout.TimeDiff];
            rows.NotTerminal[i] = row[Layout.GoesOn];
            rows.Step[i] = 1;
            rows.Episode[i] = WordAt(row, Layout.Episode) - firstEpisode;
            rows.SequenceNumber[i] = (uint)WordAt(row, Layout.SequenceNumber) | ((long)WordAt(row, Layout.SequenceNumber + 1) << 32);
            if (rows.Episode[i] == ids.Count)
            {
                ids.Add(IdOf(firstEpisode + ids.Count));
            }

            if (actions > 0)
            {
                rows.Action[i] = WordAt(row, Layout.Action);
                rows.NextAction[i] = next.IsEmpty ? actions : WordAt(next, Layout.Action);
                for (var action = 0; action < actions; action++)
                {
                    rows.PossibleActions[(i * actions) + action] = Possible(row, action) ? 1 : 0;
                    rows.PossibleNextActions[(i * actions) + action] = Possible(next, action) ? 1 : 0;
                }
            }
        }

        return new LoadedTransitions(rows, ids);
    }

    private void Gather(long index, MultiStep span, BatchColumns to, int i)
    {
        var row = Row(index);
        Copy(row, 0, to.State, i, Layout.StateWidth);
        Copy(row, Layout.ActionFeatures, to.ActionFeatures, i, Layout.ActionWidth);
        to.ActionProbability[i] = row[Layout.Probability];

        // The span ends where the episode does, or after n steps.
        var last = row;
        var end = index;
        while (end - index + 1 < span.Steps && last[Layout.GoesOn] != 0 && end + 1 < Count)
        {
            var following = Row(end + 1);
            if (WordAt(following, Layout.Episode) != WordAt(row, Layout.Episode))
            {
                break;
            }

            last = following;
            end++;
        }

        to.Step[i] = end - index + 1;
        to.NotTerminal[i] = last[Layout.GoesOn];
        to.Reward[i] = Sum(index, end, Layout.Reward, span.Gamma);
        to.TimeDiff[i] = Sum(index, end, Layout.TimeDiff, 1);
        for (var metric = 0; metric < Layout.Metrics.Length; metric++)
        {
            to.Metrics[(i * Layout.Metrics.Length) + metric] = Sum(index, end, Layout.FirstMetric + metric, span.Gamma);
        }

        var next = SeenAfter(last, end);
        Copy(next, 0, to.NextState, i, Layout.StateWidth);
        Copy(next, Layout.ActionFeatures, to.NextActionFeatures, i, Layout.ActionWidth);
        if (Layout.ActionCount > 0)
        {
            to.Action[i] = WordAt(row, Layout.Action);
            Masks(row, next, to, i * Layout.ActionCount);
        }
    }

    private void Masks(ReadOnlySpan<float> row, ReadOnlySpan<float> next, BatchColumns to, int at)
    {
        var actions = Layout.ActionCount;
        var logged = next.IsEmpty ? actions : WordAt(next, Layout.Action);
        for (var action = 0; action < actions; action++)
        {
            var impossibleNext = !Possible(next, action);
            to.ImpossibleActions[at + action] = !Possible(row, action);
            to.ImpossibleNextActions[at + action] = impossibleNext;
            to.UnloggedNextActions[at + action] = logged == actions ? impossibleNext : action != logged;
        }
    }

    private float Sum(long first, long last, int word, double gamma)
    {
        var sum = 0.0;
        for (var row = last; row >= first; row--)
        {
            sum = Row(row)[word] + (gamma * sum);
        }

        return (float)sum;
    }

    private ReadOnlySpan<float> Row(long row) => MemoryMarshal.Cast<byte, float>(_rows.Record(row));

    /// <summary>State, action and mask that were seen after a row; nothing when none was logged.</summary>
    private ReadOnlySpan<float> SeenAfter(ReadOnlySpan<float> row, long index) => WordAt(row, Layout.Next) switch
    {
        PackedRow.Nothing => [],
        PackedRow.Following => Row(index + 1)[..Layout.SeenWords],
        var loose => MemoryMarshal.Cast<byte, float>(_loose.Record(loose)),
    };

    private bool Possible(ReadOnlySpan<float> seen, int action) =>
        !seen.IsEmpty && ((WordAt(seen, Layout.Possible + (action >> 5)) >> (action & 31)) & 1) != 0;

    private static int WordAt(ReadOnlySpan<float> row, int place) => BitConverter.SingleToInt32Bits(row[place]);

    private static void Copy(ReadOnlySpan<float> from, int place, Span<float> to, int row, int width)
    {
        if (from.IsEmpty)
        {
            to.Slice(row * width, width).Clear();
        }
        else
        {
            from.Slice(place, width).CopyTo(to.Slice(row * width, width));
        }
    }
}
