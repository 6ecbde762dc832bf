using ReAgent.Data.Columns;
using ReAgent.Data.Episodes;
using ReAgent.Data.Features;
using ReAgent.Data.Logs;
using ReAgent.Data.Timelines;

namespace ReAgent.Data.Inspection.Counting;

/// <summary>Everything that is counted of a part of a log. The counts of consecutive parts add up to those of the whole.</summary>
internal sealed class PartCounts
{
    private readonly RowFindings _findings = new();
    private readonly int _dateColumn;
    private ulong[] _hashes = [];
    private RowKey[] _keys = [];

    /// <param name="layout">Columns of the rows.</param>
    /// <param name="limits">How much is kept.</param>
    /// <param name="dateColumn">Index of the column of dates among the further columns; −1 when there is none.</param>
    public PartCounts(EpisodeLayout layout, SketchLimits limits, int dateColumn)
    {
        _dateColumn = dateColumn;
        Episodes = new EpisodeSketch(limits.Episodes, limits.SequenceNumbers);
        Actions = new ActionCounter(layout.ActionKind, limits.Names);
        Metrics = new MetricCounter(limits.Names);
        Draw = new RowDraw(layout, limits.Rows, limits.RowEntries);
        ActionFeatures = layout.ActionKind == ActionKind.Parametric ? new FeatureCounter() : null;
    }

    public long Rows { get; private set; }

    public DateSpan? Dates { get; private set; }

    public EpisodeSketch Episodes { get; }

    public ActionCounter Actions { get; }

    public NumberCounter Reward { get; } = new(EpisodeSchema.Reward);

    public MetricCounter Metrics { get; }

    public FeatureCounter State { get; } = new();

    public FeatureCounter? ActionFeatures { get; }

    public RowDraw Draw { get; }

    public ReasonCounter Reasons { get; } = new();

    public void Add(LogRows rows, EpisodeTable table)
    {
        Rows += table.Count;
        Check(rows, table);
        FindKeys(table);
        var hashes = _hashes.AsSpan(0, table.Count);
        var keys = _keys.AsSpan(0, table.Count);
        Episodes.Add(table, hashes);
        Actions.Add(table);
        AddReward(table);
        if (table.MetricsOrNull is { } metrics)
        {
            Metrics.Add(metrics);
        }

        State.Add(keys, table.State);
        ActionFeatures?.Add(keys, table.ActionFeatures);
        Draw.Add(table, hashes, keys);
        if (_dateColumn >= 0 && table.Extras[_dateColumn] is ValueColumn<string> dates)
        {
            AddDates(dates.Values);
        }
    }

    /// <summary>Adds the counts of the part that follows.</summary>
    public void Add(PartCounts later)
    {
        Rows += later.Rows;
        Episodes.Add(later.Episodes);
        Actions.Add(later.Actions);
        Reward.Add(later.Reward);
        Metrics.Add(later.Metrics);
        State.Add(later.State);
        ActionFeatures?.Add(later.ActionFeatures!);
        Draw.Add(later.Draw);
        Reasons.Add(later.Reasons);
        if (later.Dates is { } dates)
        {
            AddDates([dates.First, dates.Last]);
        }
    }

    private void Check(LogRows rows, EpisodeTable table)
    {
        _findings.Restart(table.Count);
        foreach (var problem in rows.Problems)
        {
            if (problem.Row < table.Count)
            {
                _findings.Note(problem.Row, problem.Reason, problem.Found);
            }
        }

        RowRules.Check(table, _findings);
        Reasons.Add(rows, _findings);
    }

    private void FindKeys(EpisodeTable table)
    {
        if (_hashes.Length < table.Count)
        {
            _hashes = new ulong[table.Count];
            _keys = new RowKey[table.Count];
        }

        var (last, hash) = ("", MdpHash.Order(""));
        for (var row = 0; row < table.Count; row++)
        {
            var id = table.MdpId[row];
            if (!ReferenceEquals(id, last))
            {
                (last, hash) = (id, MdpHash.Order(id));
            }

            _hashes[row] = hash;
            _keys[row] = new EpisodeKey(hash).Row(table.SequenceNumber[row]);
        }
    }

    private void AddReward(EpisodeTable table)
    {
        if (table.RewardOrNull is not { } reward)
        {
            return;
        }

        for (var row = 0; row < reward.Count; row++)
        {
            if (table.HasAction(row))
            {
                Reward.Add(reward[row]);
            }
        }
    }

    private void AddDates(ReadOnlySpan<string> dates)
    {
        var last = "";
        foreach (var date in dates)
        {
            if (ReferenceEquals(date, last) || date.Length == 0)
            {
                continue;
            }

            last = date;
            Dates = Dates is null ? new DateSpan(date, date)
                : string.CompareOrdinal(date, Dates.First) < 0 ? Dates with { First = date }
                : string.CompareOrdinal(date, Dates.Last) > 0 ? Dates with { Last = date }
                : Dates;
        }
    }
}
