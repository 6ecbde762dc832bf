using ReAgent.Data.Episodes;

namespace ReAgent.Data.Timelines;

/// <summary>Pairs the consecutive rows of episodes.</summary>
internal sealed class EpisodePairing(TimelineOptions options, long? longestEpisode)
{
    private TimelinePair[] _pairs = [];
    private int _count;
    private int[] _nextOf = [];
    private readonly List<int> _episode = [];

    /// <summary>Rows of the timeline, episode after episode.</summary>
    public ReadOnlyMemory<TimelinePair> Pairs => _pairs.AsMemory(0, _count);

    /// <summary>[rows of the table] the row that follows each in its episode; −1 where there is none.</summary>
    public ReadOnlyMemory<int> NextOf => _nextOf;

    public long Episodes { get; private set; }

    public long Terminated { get; private set; }

    public long Truncated { get; private set; }

    public long Outliers { get; private set; }

    /// <summary>Forgets the pairs and makes room for those of other rows; the counts go on.</summary>
    public void Restart(int rows)
    {
        _count = 0;
        if (_nextOf.Length < rows)
        {
            (_nextOf, _pairs) = (new int[rows], new TimelinePair[rows]);
        }
    }

    /// <summary>Pairs the rows of one episode.</summary>
    /// <param name="table">Where they are.</param>
    /// <param name="rows">The rows in order.</param>
    /// <param name="findings">A row that is no decision and not the last is noted here.</param>
    public void Add(EpisodeTable table, ReadOnlySpan<int> rows, RowFindings findings)
    {
        if (rows.Length > longestEpisode)
        {
            Outliers++;
            return;
        }

        KeepDecisions(table, rows, findings);
        if (_episode.Count == 0 || !table.HasAction(_episode[0]))
        {
            return;
        }

        var sequence = table.SequenceNumber;
        var first = sequence[_episode[0]];
        var lastActs = table.HasAction(_episode[^1]);
        var notTerminal = false;
        _nextOf[_episode[^1]] = -1;
        for (var i = 0; i < _episode.Count - (lastActs ? 0 : 1); i++)
        {
            var row = _episode[i];
            var next = i + 1 < _episode.Count ? _episode[i + 1] : -1;
            var now = sequence[row];
            _nextOf[row] = next;
            notTerminal = next >= 0 && (i + 2 < _episode.Count || lastActs || table.Truncated[next]);
            var pair = new TimelinePair(row, next, i + 1, next < 0 ? 0 : sequence[next] - now, now - first, notTerminal);
            if ((options.TimeWindowLimit is not { } limit || pair.TimeSinceFirst <= limit) && (next >= 0 || options.AddTerminalStateRow))
            {
                _pairs[_count++] = pair;
            }
        }

        Episodes++;
        Truncated += notTerminal ? 1 : 0;
        Terminated += notTerminal ? 0 : 1;
    }

    /// <summary>The episode's decisions, and its last row even if that only observes a state.</summary>
    private void KeepDecisions(EpisodeTable table, ReadOnlySpan<int> rows, RowFindings findings)
    {
        _episode.Clear();
        for (var i = 0; i < rows.Length; i++)
        {
            if (i == rows.Length - 1 || table.HasAction(rows[i]))
            {
                _episode.Add(rows[i]);
            }
            else
            {
                findings.Note(rows[i], RowRules.MissingAction);
            }
        }
    }
}
