using System.Runtime.InteropServices;
using ReAgent.Data.Columns;
using ReAgent.Data.Episodes;

namespace ReAgent.Data.Inspection.Counting;

/// <summary>
/// Follows the episodes of a log with bounded memory. While there are few, it knows all of them; beyond, those whose hash starts with one zero bit
/// more are kept whenever there is no room, so that the episodes kept are a random share of 1 / 2^<see cref="Level"/> that depends on the log alone.
/// Of a share of these, 1 / 2^<see cref="SequenceLevel"/> of all, every sequence number is kept.
/// </summary>
internal sealed class EpisodeSketch(int mostEpisodes, int mostSequenceNumbers)
{
    private readonly Dictionary<ulong, EpisodeTrace> _episodes = [];
    private long _kept;
    private EpisodeTrace? _last;

    /// <summary>The episodes kept are those whose hash starts with so many zero bits.</summary>
    public int Level { get; private set; }

    /// <summary>Those whose hash starts with so many zero bits have all their sequence numbers.</summary>
    public int SequenceLevel { get; private set; }

    /// <summary>The episodes kept.</summary>
    public IReadOnlyCollection<EpisodeTrace> Episodes => _episodes.Values;

    /// <summary>The episode of a hash; null when it is not kept.</summary>
    public EpisodeTrace? Find(ulong hash) => _episodes.GetValueOrDefault(hash);

    /// <summary>Adds rows in the order stored.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="hashes">[rows] <see cref="MdpHash.Order"/> of their episodes.</param>
    public void Add(EpisodeTable table, ReadOnlySpan<ulong> hashes)
    {
        for (var row = 0; row < table.Count; row++)
        {
            var (hash, sequence) = (hashes[row], table.SequenceNumber[row]);
            if (sequence == ValueColumn<long>.Absent || table.MdpId[row].Length == 0 || !IsWithin(hash, Level))
            {
                continue;
            }

            var trace = _last is { } last && last.Hash == hash ? last : Trace(hash);
            _last = trace;
            trace.Add(sequence, table.HasAction(row), table.Truncated[row]);
            if (trace.Sequences is not null)
            {
                _kept++;
            }

            Shrink();
        }
    }

    /// <summary>Adds the rows that follow these in the log.</summary>
    public void Add(EpisodeSketch later)
    {
        _last = null;
        Level = Math.Max(Level, later.Level);
        SequenceLevel = Math.Max(SequenceLevel, later.SequenceLevel);
        Drop();
        foreach (var episode in later._episodes.Values.Where(episode => IsWithin(episode.Hash, Level)))
        {
            var trace = Trace(episode.Hash);
            _kept -= trace.Sequences?.Count ?? 0;
            trace.Add(episode);
            _kept += trace.Sequences?.Count ?? 0;
            Shrink();
        }
    }

    private static bool IsWithin(ulong hash, int level) => level == 0 || hash >> (64 - level) == 0;

    private EpisodeTrace Trace(ulong hash)
    {
        ref var trace = ref CollectionsMarshal.GetValueRefOrAddDefault(_episodes, hash, out _);
        return trace ??= new EpisodeTrace(hash, IsWithin(hash, SequenceLevel));
    }

    private void Shrink()
    {
        while (_episodes.Count > mostEpisodes || _kept > mostSequenceNumbers)
        {
            if (_episodes.Count > mostEpisodes)
            {
                Level++;
            }
            else if (SequenceLevel < 63)
            {
                SequenceLevel++;
            }
            else
            {
                break;
            }

            SequenceLevel = Math.Max(Level, SequenceLevel);
            Drop();
        }
    }

    private void Drop()
    {
        foreach (var (hash, trace) in _episodes)
        {
            if (trace.Sequences is { } sequences && !IsWithin(hash, SequenceLevel))
            {
                _kept -= sequences.Count;
                trace.Sequences = null;
            }

            if (!IsWithin(hash, Level))
            {
                _episodes.Remove(hash);
                _last = null;
            }
        }
    }
}
