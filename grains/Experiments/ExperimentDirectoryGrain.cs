using System.Collections.Immutable;
using Orleans;
using Orleans.Runtime;
using ReAgent.Contracts.Experiments;
using ReAgent.Grains.Telemetry;

namespace ReAgent.Grains.Experiments;

/// <inheritdoc cref="IExperimentDirectoryGrain"/>
public sealed class ExperimentDirectoryGrain([PersistentState("experiments")] IPersistentState<ExperimentDirectoryRecord> record) : Grain, IExperimentDirectoryGrain
{
    private readonly ExperimentsMeter _meter = new();

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _meter.Report(record.State.Experiments.Values);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _meter.Dispose();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<ExperimentSummary>> List() =>
        Task.FromResult<ImmutableArray<ExperimentSummary>>([.. record.State.Experiments.Values.OrderByDescending(experiment => experiment.Changed).ThenBy(experiment => experiment.Name, StringComparer.Ordinal)]);

    /// <inheritdoc/>
    public Task Enter(ExperimentSummary experiment) =>
        record.State.Experiments.TryGetValue(experiment.Name, out var known) && known == experiment
            ? Task.CompletedTask
            : Write(experiments => experiments[experiment.Name] = experiment);

    /// <inheritdoc/>
    public Task Remove(string name) => record.State.Experiments.ContainsKey(name) ? Write(experiments => experiments.Remove(name)) : Task.CompletedTask;

    private async Task Write(Action<Dictionary<string, ExperimentSummary>> change)
    {
        change(record.State.Experiments);
        try
        {
            await record.WriteStateAsync();
            _meter.Report([.. record.State.Experiments.Values]);
        }
        catch
        {
            // What could not be written is not known either: the next call reads what is.
            DeactivateOnIdle();
            throw;
        }
    }
}

/// <summary>What the directory remembers.</summary>
[GenerateSerializer, Alias("reagent.experiment-directory-record")]
public sealed class ExperimentDirectoryRecord
{
    /// <summary>Every experiment by its name.</summary>
    [Id(0)]
    public Dictionary<string, ExperimentSummary> Experiments { get; set; } = [];
}
