using System.Collections.Immutable;
using ReAgent.Data.Columns;
using ReAgent.Data.Episodes;
using ReAgent.Data.Inspection.Counting;
using ReAgent.Data.Inspection.Leaks;
using ReAgent.Data.Inspection.Mapping;
using ReAgent.Data.Logs;
using ReAgent.Data.Logs.Layouts;
using ReAgent.Data.Timelines;

namespace ReAgent.Data.Inspection;

/// <summary>
/// Inspects logs: which files and columns there are, what the columns are taken for, and what the rows say. One pass, with bounded memory, over a
/// log of any size; the numbers depend on the log and the options alone, not on how many parts are read at once.
/// </summary>
public sealed class LogInspector
{
    // Small enough to tell how far the reading is, and to keep several workers busy with one file.
    private const long PartBytes = 32L << 20;

    private readonly InspectionOptions _options;
    private readonly IProgress<InspectionProgress>? _progress;

    private LogInspector(InspectionOptions options, IProgress<InspectionProgress>? progress) => (_options, _progress) = (options, progress);

    /// <summary>Inspects a log.</summary>
    /// <param name="baseFolder">The folder that patterns and names are relative to.</param>
    /// <param name="patterns">Files, folders and patterns, as <see cref="LogFiles.Find(string, IReadOnlyList{string}, LogOptions, CancellationToken)"/> takes them.</param>
    /// <param name="options">How to read and what to keep.</param>
    /// <param name="progress">Hears how far the reading is.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="FileNotFoundException">A pattern names no file.</exception>
    /// <exception cref="NotSupportedException">A file that is named itself is of no known format.</exception>
    public static async Task<LogInspection> Inspect(
        string baseFolder,
        IReadOnlyList<string> patterns,
        InspectionOptions options,
        IProgress<InspectionProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        options = options with { Log = options.Log with { OnDamagedFile = DamagedFilePolicy.Skip } };
        var files = LogFiles.Find(baseFolder, patterns, options.Log, cancellationToken);
        return await new LogInspector(options, progress).Inspect(files, cancellationToken).ConfigureAwait(false);
    }

    private async Task<LogInspection> Inspect(IReadOnlyList<LogFile> files, CancellationToken cancellationToken)
    {
        var (summaries, damaged) = await Open(files, cancellationToken).ConfigureAwait(false);
        var columns = summaries.SelectMany(file => file.Columns).DistinctBy(column => column.Name).ToArray();
        var mapping = MappingSearch.IsNeedless(columns, _options.Log)
            ? MappingProposal.None
            : MappingSearch.Search(columns, _options.Log, await ColumnSample.Read(summaries, _options.Log, cancellationToken).ConfigureAwait(false));
        var log = mapping.ApplyTo(_options.Log);
        var inspection = new LogInspection
        {
            Files = new FilesInspection { All = [.. files.Select(file => new FileInspection(file.Name, file.Format, file.Bytes, 0))], Damaged = [.. damaged] },
            Columns = ColumnUse.Of(summaries, log, mapping),
            Mapping = mapping,
            MaxQuarantinedShare = _options.MaxQuarantinedShare,
        };
        if (summaries.Count == 0)
        {
            return inspection;
        }

        try
        {
            log = WithDates(log, summaries);
            var reading = new LogReading(LayoutFinding.Find(summaries, log), log, _options, _progress);
            var counts = await reading.Read(summaries, cancellationToken).ConfigureAwait(false);
            return inspection with
            {
                Files = inspection.Files with
                {
                    All = [.. inspection.Files.All.Select(file => file with { Rows = reading.RowsOf(file.Name) })],
                    Damaged = [.. damaged, .. reading.Damaged],
                },
                Contents = Contents(counts, log, reading),
            };
        }
        catch (LogLayoutException exception)
        {
            return inspection with { Problems = exception.Problems };
        }
    }

    private async Task<(List<LogSummary> Files, List<LogDamage> Damaged)> Open(IReadOnlyList<LogFile> files, CancellationToken cancellationToken)
    {
        var summaries = new List<LogSummary>();
        var damaged = new List<LogDamage>();
        foreach (var file in files)
        {
            try
            {
                await using var reader = await LogReader.Open(file, _options.Log, cancellationToken).ConfigureAwait(false);
                summaries.Add(new LogSummary(file, reader.Rows, [.. reader.Columns], [.. reader.Parts(PartBytes)]));
            }
            catch (DamagedLogException exception)
            {
                damaged.Add(exception.Damage);
            }
        }

        return (summaries, damaged);
    }

    /// <summary>Dates go along where every file has them as text.</summary>
    private static LogOptions WithDates(LogOptions log, List<LogSummary> files) =>
        !log.ExtraFeatureColumns.Contains(EpisodeSchema.Ds)
        && files.All(file => LogColumn.Find(file.Columns, log.ColumnOf(EpisodeSchema.Ds)) is { IsBlank: false } ds && ds.Shape == ColumnShape.Text)
            ? log with { ExtraFeatureColumns = [.. log.ExtraFeatureColumns, EpisodeSchema.Ds] }
            : log;

    private static LogContents Contents(PartCounts counts, LogOptions log, LogReading reading)
    {
        var episodes = EpisodeSummary.Of(counts.Episodes);
        counts.Reasons.Add(RowRules.Duplicate, episodes.DuplicateRows);
        counts.Reasons.Add(RowRules.MissingAction, episodes.MissingActionInside);
        counts.Draw.Sort();
        var names = log.StateKeys.ToDictionary(column => column.Id, column => column.Name);
        var sample = new SampledDecisions(counts.Draw, counts.Episodes);
        var propensities = counts.Actions.Propensities();
        return new LogContents
        {
            Rows = counts.Rows,
            IsBeginning = reading.IsBeginning,
            Dates = counts.Dates,
            Episodes = episodes,
            Actions = counts.Actions.Actions(),
            Propensities = propensities with { Values = propensities.Values with { Histogram = HistogramBins.Of(sample.Propensities) } },
            Reward = log.RewardColumns.Contains(EpisodeSchema.Reward) ? counts.Reward.Inspection() with { Histogram = HistogramBins.Of(sample.Rewards) } : null,
            Metrics = counts.Metrics.Inspection(),
            State = counts.State.Inspection(names),
            ActionFeatures = counts.ActionFeatures?.Inspection(log.ActionKeys.ToDictionary(column => column.Id, column => column.Name)),
            Leaks = new LeakSearch(sample, names).Search(),
            SetAside = counts.Reasons.Inspection(counts.Rows),
        };
    }
}
