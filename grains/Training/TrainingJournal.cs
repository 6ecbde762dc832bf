using System.Collections.Immutable;
using System.Text.Json;
using ReAgent.Data.Batches;
using ReAgent.Data.Work;
using ReAgent.Grains.Evaluation;
using ReAgent.Grains.Work;
using ReAgent.Learning.Checkpoints;
using ReAgent.Learning.Trainers;
using ReAgent.Learning.Training;
using static TorchSharp.torch.utils.tensorboard;
using EvaluationOptions = ReAgent.Evaluation.EvaluationOptions;

namespace ReAgent.Grains.Training;

/// <summary>
/// Keeps what is worth seeing of a training while it goes on: TensorBoard events, and counterfactual estimates of the policy after every epoch.
/// Estimates are on disk before the epoch's checkpoint is, so they survive whatever the checkpoint survives.
/// </summary>
internal sealed class TrainingJournal
{
    private readonly string _estimatesFile;
    private readonly ITrainer _trainer;
    private readonly LoadedTransitions? _heldOut;
    private readonly double _loggedReward;
    private readonly EvaluationOptions _options;
    private readonly TorchSharp.Modules.SummaryWriter _events;
    private readonly SortedDictionary<int, ImmutableSortedDictionary<string, CurveEstimate>> _estimates;

    public TrainingJournal(string folder, string fingerprint, ITrainer trainer, LoadedTransitions? heldOut, double loggedReward, double gamma, ulong seed)
    {
        var checkpoint = Path.Combine(folder, WorkFolders.Checkpoints, "latest.safetensors");
        _estimatesFile = Path.Combine(folder, WorkFolders.Checkpoints, "estimates.json");
        _trainer = trainer;
        _heldOut = heldOut;
        _loggedReward = loggedReward;

        // Fewer resamples than the finished policy gets: enough to tell a curve from its noise, at every epoch.
        _options = new EvaluationOptions { Gamma = gamma, Seed = seed, Resamples = 200, CostlyResamples = 50 };
        var events = Path.Combine(folder, WorkFolders.TensorBoard);
        if (!Continues(checkpoint, fingerprint))
        {
            foreach (var stale in (string[])[events, _estimatesFile, Path.Combine(folder, WorkFolders.Checkpoints, PolicySnapshots.Folder)])
            {
                Delete(stale);
            }
        }

        _estimates = File.Exists(_estimatesFile)
            ? JsonSerializer.Deserialize<SortedDictionary<int, ImmutableSortedDictionary<string, CurveEstimate>>>(File.ReadAllBytes(_estimatesFile), WorkJson.Format)!
            : [];
        Directory.CreateDirectory(events);
        _events = SummaryWriter(events, createRunName: false);
    }

    /// <summary>Estimates the policy as it is now on the held-out episodes.</summary>
    public void Estimate(int epoch)
    {
        if (_trainer.Cpe is null || _heldOut is not { Rows.Count: > 0 })
        {
            return;
        }

        var report = ReAgent.Evaluation.CounterfactualEvaluation.Evaluate(PolicyPages.Of(_heldOut, _trainer.Cpe, _trainer.Policy), _options);
        _estimates[epoch] = report.Reward.Estimates
            .Where(estimate => estimate.Normalized is not null)
            .ToImmutableSortedDictionary(estimate => estimate.Estimator, estimate => new CurveEstimate(estimate.Normalized!.Value, estimate.NormalizedInterval?.Low, estimate.NormalizedInterval?.High), StringComparer.Ordinal);
        AtomicFile.Write(_estimatesFile, JsonSerializer.SerializeToUtf8Bytes(_estimates, WorkJson.Format));
    }

    /// <summary>Shows a finished epoch in TensorBoard.</summary>
    public void Write(EpochSummary summary)
    {
        foreach (var (name, value) in summary.Readings)
        {
            _events.add_scalar($"train/{name}", (float)value, summary.Epoch);
        }

        // The same at every epoch: it is what the policy's values are to be seen beside.
        _events.add_scalar("reward/logged", (float)_loggedReward, summary.Epoch);
        foreach (var (estimator, estimate) in _estimates.GetValueOrDefault(summary.Epoch) ?? ImmutableSortedDictionary<string, CurveEstimate>.Empty)
        {
            _events.add_scalar($"CPE/Reward/{estimator}", (float)estimate.Value, summary.Epoch);
            if (estimate is { Low: { } low, High: { } high })
            {
                _events.add_scalar($"CPE/Reward/{estimator}/low", (float)low, summary.Epoch);
                _events.add_scalar($"CPE/Reward/{estimator}/high", (float)high, summary.Epoch);
            }
        }
    }

    /// <summary>The whole training, epoch by epoch.</summary>
    public Curves Curves(IEnumerable<EpochSummary> epochs) => new(
    [
        .. epochs.Select(epoch => new EpochCurves(
            epoch.Epoch, epoch.Steps, epoch.Readings, _estimates.GetValueOrDefault(epoch.Epoch) ?? ImmutableSortedDictionary<string, CurveEstimate>.Empty)),
    ]);

    private static bool Continues(string checkpoint, string fingerprint) =>
        File.Exists(checkpoint) && TensorFile.Read(checkpoint).Metadata.GetValueOrDefault("fingerprint") == fingerprint;

    private static void Delete(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
        else if (File.Exists(path))
        {
            File.Delete(path);
        }
    }
}
