using System.Collections.Immutable;
using ReAgent.Data.Batches;
using ReAgent.Data.Episodes;
using ReAgent.Data.Features;
using ReAgent.Data.Logs;
using ReAgent.Data.Timelines;
using ReAgent.Evaluation.Pages;
using ReAgent.Evaluation.Weights;
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
    /// <param name="artifact">The policy with its normalization; one of discrete actions with the models that judge it.</param>
    /// <param name="options">What is read of the log, and how.</param>
    /// <param name="read">Is told now and then how many rows have been read.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="InvalidDataException">Policy and log do not fit, or the log cannot be used; the message says everything that is wrong.</exception>
    public static async Task<EvaluationPage> OfPolicy(
        IReadOnlyList<string> patterns, LogOptions log, TimelineOptions timeline, PolicyArtifact artifact, LoggedPageOptions options, Action<long>? read, CancellationToken cancellationToken)
    {
        if (ProblemsOf(artifact, options).ToArray() is { Length: > 0 } problems)
        {
            throw new InvalidDataException(string.Join(Environment.NewLine, problems));
        }

        var policy = artifact.Policy;
        var ids = artifact.Manifest.StateIds?.Ids;
        var state = new FeatureTransform(new FeatureLayout(NormalizationJson.Read(artifact.Normalization!)), artifact.Manifest.SetMissingValueToZero);
        TransitionEncoding encoding;
        Func<LoadedTransitions, EvaluationPage> pageOf;
        if (policy.Description is DiscretePolicyDescription discrete)
        {
            var models = artifact.Cpe!;
            encoding = new(state, discrete.Actions, null, [.. models.Metrics.Skip(1)]) { Ids = ids };
            pageOf = rows => PolicyPages.Of(rows, models, policy, options.WithStateFeatures);
        }
        else
        {
            var actions = new ActionScaling(new FeatureLayout(NormalizationJson.Read(artifact.ActionNormalization!)));
            encoding = new(state, [], actions, []) { Ids = ids };
            pageOf = new ContinuousPages(policy, actions, new ActionNoise(options.ActionNoise)).Of;
        }

        using var scratch = new ScratchFolder();
        await Pair(patterns, log.Carrying(ids?.Columns ?? []), timeline, encoding.Actions is null ? ActionKind.Discrete : ActionKind.Parametric, scratch, new NoObserver(), read, cancellationToken)
            .ConfigureAwait(false);
        var pages = new List<EvaluationPage>();
        var episodes = options.HeldOutOnly ? EpisodeSplit.HeldOut(artifact.Manifest.Training.HeldOutShare) : EpisodeSplit.Training(1);
        await foreach (var (_, rows) in new TransitionReader(encoding).Read([scratch.Timeline], [episodes], cancellationToken).ConfigureAwait(false))
        {
            pages.Add(pageOf(rows));
        }

        return pages.Count > 0 ? EvaluationPage.Concatenate(pages)
            : throw new InvalidDataException("None of the log's episodes is in the share that the policy's training held out; evaluate on another log, without --held-out.");
    }

    /// <summary>The page of a log that holds the target policy's propensities in a column of its own; it has no models, and the reward alone.</summary>
    /// <param name="patterns">Files, folders and patterns of the log.</param>
    /// <param name="log">How the log is read.</param>
    /// <param name="timeline">How rows are paired.</param>
    /// <param name="column">
    /// The column: π(logged action | state) as a number, or a map from the name of every action to its probability. Its name may be mapped as others are.
    /// </param>
    /// <param name="read">Is told now and then how many rows have been read.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="InvalidDataException">The log cannot be used, or the column does not hold propensities.</exception>
    /// <exception cref="InvalidEvaluationPageException">Propensities are out of range; it lists them.</exception>
    public static async Task<EvaluationPage> OfColumn(
        IReadOnlyList<string> patterns, LogOptions log, TimelineOptions timeline, string column, Action<long>? read, CancellationToken cancellationToken)
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
        await Pair(patterns, log.Carrying([column]), timeline, ActionKind.Discrete, scratch, observer, read, cancellationToken).ConfigureAwait(false);
        return observer.Page();
    }

    private static IEnumerable<string> ProblemsOf(PolicyArtifact artifact, LoggedPageOptions options)
    {
        if (artifact.Policy.Description is not DiscretePolicyDescription)
        {
            if (options.WithStateFeatures)
            {
                yield return $"The policy ({artifact.Manifest.Model}) has continuous actions: densities that were not logged cannot be estimated. Leave out --missing-propensities.";
            }

            if (artifact.Policy.Description is GaussianPolicyDescription { ServeMean: false, Squashed: false })
            {
                yield return $"The policy ({artifact.Manifest.Model}) draws actions and cuts them to their range: it has no density there. With serve_mean_policy: true it can be evaluated.";
            }

            if (artifact.ActionNormalization is null)
            {
                yield return "The policy has no action_normalization.json: raw actions cannot be compared with its own.";
            }
        }
        else if (artifact.Cpe is null)
        {
            yield return "The policy was published without the models that judge it (calc_cpe_in_training: false). Compute its propensities and name their column with --target-propensity-column.";
        }

        if (artifact.Normalization is null)
        {
            yield return "The policy has no normalization.json: raw features cannot become its input.";
        }

        if (options.HeldOutOnly && !(artifact.Manifest.Training.HeldOutShare > 0))
        {
            yield return "The policy's training held no episodes out (or an older version made it, which did not say so); evaluate on another log, without --held-out.";
        }
    }

    private static async Task Pair(
        IReadOnlyList<string> patterns, LogOptions log, TimelineOptions timeline, ActionKind actions, ScratchFolder scratch, ITimelineObserver observer, Action<long>? read, CancellationToken cancellationToken)
    {
        var files = LogFiles.Find(".", patterns, log, cancellationToken);
        var layout = await LogLayout.Find(files, log, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (layout.Episodes.ActionKind != actions)
        {
            throw new InvalidDataException(actions == ActionKind.Discrete
                ? "The log's actions are vectors of features, but the policy's are names."
                : "The log's actions are names, but the policy's are vectors of features.");
        }

        var buckets = HashBuckets.For(1, layout.Files.Sum(file => file.Parts.Sum(part => part.Bytes)), timeline.MemoryMb);
        using (var scan = new TimelineScan(scratch.Rows, layout.Episodes, buckets))
        {
            var rows = 0L;
            foreach (var file in layout.Files)
            {
                await Scan(file, layout.Episodes, log, scan, count => read?.Invoke(rows += count), cancellationToken).ConfigureAwait(false);
            }

            scan.Finish();
        }

        using var shard = new TimelineShard([scratch.Rows], buckets, 0, timeline);
        var output = new TimelineShardOutput(scratch.Timeline, scratch.MultiStep, scratch.Quarantine);
        Check(await shard.Write(output, null, observer, _ => { }, cancellationToken).ConfigureAwait(false), timeline);
    }

    private static async Task Scan(LogSummary summary, EpisodeLayout layout, LogOptions log, TimelineScan scan, Action<int> read, CancellationToken cancellationToken)
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
                    read(rows.Table.Count);
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
