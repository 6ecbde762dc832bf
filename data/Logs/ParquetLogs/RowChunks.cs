using ReAgent.Data.Episodes;

namespace ReAgent.Data.Logs.ParquetLogs;

/// <summary>Hands out a row group in chunks of bounded size. A group of a common size is one chunk and is not copied.</summary>
internal sealed class RowChunks(LogRows rows, EpisodeLayout layout)
{
    private readonly EpisodeTable _group = new(layout);
    private readonly EpisodeTable _slice = new(layout);

    /// <summary>The table to read the next row group into.</summary>
    public EpisodeTable Restart()
    {
        _group.Clear();
        return _group;
    }

    /// <summary>The rows of the group in order.</summary>
    /// <param name="first">Ordinal of the group's first row in the file.</param>
    /// <param name="kept">The rows to hand out; null for all.</param>
    /// <param name="problems">What is wrong with rows of the group, in any order.</param>
    public IEnumerable<LogRows> Split(long first, int[]? kept, IReadOnlyList<RowProblem> problems)
    {
        var count = kept?.Length ?? _group.Count;
        var limit = ChunkLimits.Rows(_group.Count, _group.Bytes);
        for (var start = 0; start < count; start += limit)
        {
            var length = Math.Min(limit, count - start);
            var some = kept?.AsSpan(start, length).ToArray();
            rows.Table = length == _group.Count ? _group : Copy(some, start, length);
            rows.Restart(some is null ? first + start : first, some);
            rows.ReportAll(Renumber(problems, some, start, length));
            yield return rows;
        }
    }

    private EpisodeTable Copy(int[]? some, int start, int length)
    {
        _slice.Clear();
        if (some is null)
        {
            _slice.Append(_group, start, length);
        }
        else
        {
            _slice.AppendRows(_group, some);
        }

        return _slice;
    }

    private static IEnumerable<RowProblem> Renumber(IReadOnlyList<RowProblem> problems, int[]? some, int start, int length)
    {
        foreach (var problem in problems)
        {
            var row = some is null ? problem.Row - start : Array.BinarySearch(some, problem.Row);
            if (row >= 0 && row < length)
            {
                yield return problem with { Row = row };
            }
        }
    }
}
