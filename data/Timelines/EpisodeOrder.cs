using System.Runtime.InteropServices;
using ReAgent.Data.Episodes;

namespace ReAgent.Data.Timelines;

/// <summary>
/// The good rows of a table in the order of a timeline: by hash of <c>mdp_id</c>, by <c>mdp_id</c>, by sequence number. The order depends on the set
/// of rows only, not on the order in which they were read.
/// </summary>
internal sealed class EpisodeOrder
{
    private readonly EpisodeTable _table;
    private readonly List<int> _rows;
    private readonly List<int> _starts = [];

    /// <param name="table">The rows.</param>
    /// <param name="findings">What is wrong with each row. Rows that claim another's place are noted here.</param>
    public EpisodeOrder(EpisodeTable table, RowFindings findings)
    {
        _table = table;
        _rows = new(table.Count);
        var runs = CollectionsMarshal.AsSpan(Runs(findings));
        RunSort.Sort(runs);
        for (var start = 0; start < runs.Length;)
        {
            var end = start + 1;
            while (end < runs.Length && runs[end].Hash == runs[start].Hash)
            {
                end++;
            }

            AddEpisodes(runs[start..end], findings);
            start = end;
        }

        _starts.Add(_rows.Count);
    }

    /// <summary>The rows, episode after episode.</summary>
    public ReadOnlySpan<int> Rows => CollectionsMarshal.AsSpan(_rows);

    /// <summary>Number of episodes.</summary>
    public int Episodes => _starts.Count - 1;

    /// <summary>The rows of one episode.</summary>
    public ReadOnlySpan<int> Episode(int episode) => Rows[_starts[episode].._starts[episode + 1]];

    /// <summary>Stretches of adjacent rows of one episode with rising sequence numbers: a log in order has one for each episode.</summary>
    private List<EpisodeRun> Runs(RowFindings findings)
    {
        var ids = _table.MdpId.Values;
        var sequence = _table.SequenceNumber.Values;
        var runs = new List<EpisodeRun>();
        var last = -1;
        var hash = 0UL;
        for (var row = 0; row < ids.Length; row++)
        {
            if (!findings.IsGood(row))
            {
                continue;
            }

            var same = last >= 0 && ids[last] == ids[row];
            if (same && last == row - 1 && sequence[row] > sequence[last])
            {
                CollectionsMarshal.AsSpan(runs)[^1].Count++;
            }
            else
            {
                hash = same ? hash : MdpHash.Order(ids[row]);
                runs.Add(new EpisodeRun(hash, sequence[row], row));
            }

            last = row;
        }

        return runs;
    }

    /// <summary>Adds the episode of a hash; should two ids ever have the same one, one after the other.</summary>
    private void AddEpisodes(Span<EpisodeRun> runs, RowFindings findings)
    {
        var ids = _table.MdpId;
        var same = true;
        foreach (ref readonly var run in runs)
        {
            same &= ids[run.First] == ids[runs[0].First];
        }

        if (!same)
        {
            runs.Sort((left, right) =>
            {
                var order = string.CompareOrdinal(ids[left.First], ids[right.First]);
                order = order != 0 ? order : left.Sequence.CompareTo(right.Sequence);
                return order != 0 ? order : left.First.CompareTo(right.First);
            });
        }

        for (var start = 0; start < runs.Length;)
        {
            var end = same ? runs.Length : start + 1;
            while (end < runs.Length && ids[runs[end].First] == ids[runs[start].First])
            {
                end++;
            }

            _starts.Add(_rows.Count);
            AddEpisode(runs[start..end], findings);
            start = end;
        }
    }

    private void AddEpisode(ReadOnlySpan<EpisodeRun> runs, RowFindings findings)
    {
        var start = _rows.Count;
        var rising = true;
        foreach (var run in runs)
        {
            rising &= _rows.Count == start || _table.SequenceNumber[_rows[^1]] < run.Sequence;
            for (var row = run.First; row < run.First + run.Count; row++)
            {
                _rows.Add(row);
            }
        }

        if (!rising)
        {
            var rows = CollectionsMarshal.AsSpan(_rows)[start..];
            rows.Sort(Compare);
            DropDuplicates(start, findings);
        }
    }

    private void DropDuplicates(int start, RowFindings findings)
    {
        var kept = start;
        for (var at = start + 1; at < _rows.Count; at++)
        {
            var (row, before) = (_rows[at], _rows[kept]);
            if (_table.SequenceNumber[row] != _table.SequenceNumber[before])
            {
                _rows[++kept] = row;
            }
            else
            {
                findings.Note(row, CompareContent(row, before) == 0 ? RowRules.Repeated : RowRules.Duplicate);
            }
        }

        _rows.RemoveRange(kept + 1, _rows.Count - kept - 1);
    }

    // Rows that claim the same place in an episode are told apart by their content, so that which one stays does not depend on the input's order.
    private int Compare(int left, int right)
    {
        var order = _table.SequenceNumber[left].CompareTo(_table.SequenceNumber[right]);
        order = order != 0 ? order : CompareContent(left, right);
        return order != 0 ? order : left.CompareTo(right);
    }

    private int CompareContent(int left, int right)
    {
        var order = _table.HasAction(right).CompareTo(_table.HasAction(left));
        foreach (var column in _table.Columns)
        {
            order = order != 0 ? order : column.CompareRows(left, column, right);
        }

        return order;
    }
}
