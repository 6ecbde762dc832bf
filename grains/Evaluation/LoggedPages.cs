using System.Collections.Immutable;
using ReAgent.Data.Batches;
using ReAgent.Data.Episodes;
using ReAgent.Data.Features;
using ReAgent.Data.Logs;
using ReAgent.Data.Timelines;
using ReAgent.Evaluation.Pages;
using ReAgent.Learning.Policies;

namespace ReAgent.Grains.Evaluation;

/// <summary>
/// Makes an evaluation page of a log and a policy, outside any experiment. Sorting and pairing take bounded memory, what does not fit waits in a scratch
/// folder; the page itself is in memory: about 8 · (6 + 4 · actions) bytes per decision, and 8 · (2 + 2 · actions) for every metric.
/// </summary>
public static class LoggedPages
{
    /// <summary>The page of a log and a published policy with the models that judge it.</summary>
    /// <param name="patterns">Files, folders and patterns of the log.</param>
    /// <param name="log">How the log is read.</param>
    /// <param name="timeline">How rows are paired.</param>
    /// <param name="artifact">The policy: discrete, with its normalization and its models.</param>
    /// <param name="withStateFeatures">Whether the page holds the states' features, from which missing propensities can be estimated.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="InvalidDataException">Policy and log do not fit, or the log cannot be used; the message says everything that is wrong.</exception>
    public static async Task<EvaluationPage> OfPolicy(
        IReadOnlyList<string> patterns, LogOptions log, TimelineOptions timeline, PolicyArtifact artifact, bool withStateFeatures, CancellationToken cancellationToken)
    {
        if (ProblemsOf(artifact).ToArray() is { Length: > 0 } problems)
        {
            throw new InvalidDataException(string.Join(Environment.NewLine, problems));
        }

        var (policy, models) = (artifact.Policy, artifact.Cpe!);
        var names = ((DiscretePolicyDescription)policy.Description).Actions;
        var ids = artifact.Manifest.StateIds?.Ids;
        var encoding = new TransitionEncoding(
            new FeatureTransform(new FeatureLayout(NormalizationJson.Read(artifact.Normalization!))), names, null, [.. models.Metrics.Skip(1)]) { Ids = ids };
        using var scratch = new ScratchFolder();
        await Pair(patterns, log.Carrying(ids?.Columns ?? []), timeline, scratch, new NoObserver(), cancellationToken).ConfigureAwait(false);
        var pages = new List<EvaluationPage>();
        await foreach (var (_, rows) in new TransitionReader(encoding)
            .Read([scratch.Timeline], [EpisodeSplit.Training(1)], cancellationToken).ConfigureAwait(false))
        {
            pages.Add(PolicyPages.Of(rows, models, policy, withStateFeatures));
        }

        return EvaluationPage.Concatenate(pages);
    }

    /// <summary>The page of a log that holds the target policy's propensities in a column of its own; it has no models, and the reward alone.</summary>
    /// <param name="patterns">Files, folders and patterns of the log.</param>
    /// <param name="log">How the log is read.</param>
    /// <param name="timeline">How rows are paired.</param>
    /// <param name="column">
    /// The column: π(logged action | state) as a number, or a map from the name of every action to its probability. Its name may be mapped as others are.
    /// </param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="InvalidDataException">The log cannot be used, or the column does not hold propensities.</exception>
    /// <exception cref="InvalidEvaluationPageException">Propensities are out of range; it lists them.</exception>
    public static async Task<EvaluationPage> OfColumn(
        IReadOnlyList<string> patterns, LogOptions log, TimelineOptions timeline, string column, CancellationToken cancellationToken)
    {
        string[] taken =
        [
            EpisodeSchema.Ds, EpisodeSchema.MdpId, EpisodeSchema.SequenceNumber, EpisodeSchema.StateFeatures, EpisodeSchema.Action,
            EpisodeSchema.ActionProbability, EpisodeSchema.PossibleActions, EpisodeSchema.Truncated, .. log.RewardColumns,
        ];
        if (taken.Contains(column))
        {
            throw new InvalidDataException($"'{column}' is a column of the log itself: it cannot hold the target policy's propensities.");
        }

        using var scratch = new ScratchFolder();
        var observer = new TargetPropensityColumn(column);
        await Pair(patterns, log.Carrying([column]), timeline, scratch, observer, cancellationToken).ConfigureAwait(false);
        return observer.Page();
    }

    private static IEnumerable<string> ProblemsOf(PolicyArtifact artifact)
    {
        if (artifact.Policy.Description is not DiscretePolicyDescription)
        {
            yield return $"The policy ({artifact.Manifest.Model}) has continuous actions; only policies of discrete actions can be evaluated on logs.";
        }
        else if (artifact.Cpe is null)
        {
            yield return "The policy was published without the models that judge it (calc_cpe_in_training: false). Compute its propensities and name their column with --target-propensity-column.";
        }

        if (artifact.Normalization is null)
        {
            yield return "The policy has no normalization.json: raw features cannot become its input.";
        }
    }

    private static async Task Pair(
        IReadOnlyList<string> patterns, LogOptions log, TimelineOptions timeline, ScratchFolder scratch, ITimelineObserver observer, CancellationToken cancellationToken)
    {
        var files = LogFiles.Find(".", patterns, log, cancellationToken);
        var layout = await LogLayout.Find(files, log, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (layout.Episodes.ActionKind != ActionKind.Discrete)
        {
            throw new InvalidDataException("The log's actions are not names: only discrete actions can be evaluated.");
        }

        var buckets = HashBuckets.For(1, layout.Files.Sum(file => file.Parts.Sum(part => part.Bytes)), timeline.MemoryMb);
        using (var scan = new TimelineScan(scratch.Rows, layout.Episodes, buckets))
        {
            foreach (var file in layout.Files)
            {
                await Scan(file, layout.Episodes, log, scan, cancellationToken).ConfigureAwait(false);
            }

            scan.Finish();
        }

        using var shard = new TimelineShard([scratch.Rows], buckets, 0, timeline);
        var output = new TimelineShardOutput(scratch.Timeline, scratch.MultiStep, scratch.Quarantine);
        Check(await shard.Write(output, null, observer, _ => { }, cancellationToken).ConfigureAwait(false), timeline);
    }

    private static async Task Scan(LogSummary summary, EpisodeLayout layout, LogOptions log, TimelineScan scan, CancellationToken cancellationToken)
    {
        await using var reader = await LogReader.Open(summary.File, log, cancellationToken).ConfigureAwait(false);
        foreach (var part in summary.Parts)
        {
            try
            {
                scan.BeginPart();
                var findings = new RowFindings();
                await foreach (var rows in reader.Read(part, layout, cancellationToken).ConfigureAwait(false))
                {
                    findings.Restart(rows.Table.Count);
                    foreach (var problem in rows.Problems)
                    {
                        findings.Note(problem.Row, problem.Reason, problem.Found);
                    }

                    scan.Add(rows.Table, findings);
                }
            }
            catch (DamagedLogException) when (log.OnDamagedFile == DamagedFilePolicy.Skip)
            {
                scan.DropPart();
            }
        }
    }

    private static void Check(TimelineCounts counts, TimelineOptions timeline)
    {
        var wrong = counts.Quarantined.Values.Sum();
        if (wrong > timeline.MaxQuarantinedShare * counts.RowsRead)
        {
            var reasons = string.Join("; ", counts.Quarantined.Select(reason => $"{reason.Value:N0} × {reason.Key}"));
            throw new InvalidDataException(
                $"{wrong:N0} of {counts.RowsRead:N0} logged rows cannot be used, and the limit is {timeline.MaxQuarantinedShare:P1} (timeline.max_quarantined_share): {reasons}. 'reagent inspect' shows where.");
        }

        if (counts.Transitions == 0)
        {
            throw new InvalidDataException($"The log holds no usable decision: {counts.RowsRead:N0} rows were read.");
        }
    }

    private sealed class NoObserver : ITimelineObserver
    {
        public void See(EpisodeTable table, ReadOnlySpan<TimelinePair> pairs)
        {
        }
    }

    /// <summary>Files that are gone afterwards.</summary>
    private sealed class ScratchFolder : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reagent-evaluate-");

        public string Rows => Path.Combine(_folder.FullName, "rows.part");

        public string Timeline => Path.Combine(_folder.FullName, "timeline.parquet");

        public string MultiStep => Path.Combine(_folder.FullName, "multi_step_timeline.parquet");

        public string Quarantine => Path.Combine(_folder.FullName, "quarantine.parquet");

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
