using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService.SiloMetadata;
using ReAgent.Contracts.Experiments;
using ReAgent.Contracts.Scheduling;
using ReAgent.Grains.Telemetry;

namespace ReAgent.Grains.Scheduling;

/// <inheritdoc cref="ISchedulerGrain"/>
public sealed class SchedulerGrain(ISiloStatusOracle silos, ISiloMetadataCache metadata, TimeProvider time, ILogger<SchedulerGrain> logger) : Grain, ISchedulerGrain
{
    // Experiments report every two seconds at least; one that has been silent for longer than this has lost its silo, and its places are free.
    private static readonly TimeSpan ForgetAfter = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private readonly SchedulerMeter _meter = new();
    private readonly SortedDictionary<string, Entry> _experiments = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(_ => Look(), new GrainTimerCreationOptions(LookEvery, LookEvery));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _meter.Dispose();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<ScheduleAnswer> Report(ExperimentNeeds needs)
    {
        if (needs.Waiting.IsEmpty && needs.Held.IsEmpty)
        {
            _experiments.Remove(needs.Experiment);
            return Task.FromResult(new ScheduleAnswer([], null));
        }

        _experiments[needs.Experiment] = new Entry(needs, time.GetTimestamp());
        var places = Places();
        var granted = FairShare.Allot(places, [.. _experiments.Values.Select(entry => entry.Needs)]).GetValueOrDefault(needs.Experiment, []);
        var keys = granted.Select(place => place.Key).ToHashSet(StringComparer.Ordinal);
        var waiting = needs.Waiting.RemoveAll(demand => keys.Contains(demand.Key));
        _experiments[needs.Experiment] = new Entry(needs with { Waiting = waiting, Held = needs.Held.AddRange(granted) }, time.GetTimestamp());
        return Task.FromResult(new ScheduleAnswer(granted, WaitingNote.Of(waiting, places)));
    }

    /// <inheritdoc/>
    public Task<ClusterLoad> Load() => Task.FromResult(Standing());

    private ClusterLoad Standing()
    {
        var held = _experiments.Values.SelectMany(entry => entry.Needs.Held).ToLookup(place => place.Silo, place => place.Key);
        return new ClusterLoad(
            [.. Places().OrderBy(silo => silo.Name, StringComparer.Ordinal).Select(silo =>
                new SiloLoad(silo.Name, silo.Address.ToString(), silo.Roles, silo.Devices, silo.Workers, [.. held[silo.Address].Order(StringComparer.Ordinal)]))],
            [.. _experiments.Values.Select(entry => entry.Needs).OrderByDescending(needs => needs.Priority).ThenBy(needs => needs.Experiment, StringComparer.Ordinal).Select(needs =>
                new ExperimentLoad(needs.Experiment, needs.Priority, needs.Held.Length, needs.Waiting.Length))]);
    }

    // Silence means that the experiment's silo has gone, and nobody may be calling it; a call brings it back elsewhere, and it goes on.
    private Task Look()
    {
        foreach (var (name, entry) in _experiments.Where(pair => time.GetElapsedTime(pair.Value.Heard) > ForgetAfter).ToArray())
        {
            _experiments.Remove(name);
            SchedulingLog.Silent(logger, name);
            _ = Wake(name);
        }

        _meter.Report(Standing());
        if (_experiments.Count > 0)
        {
            DelayDeactivation(TimeSpan.FromMinutes(5));
        }

        return Task.CompletedTask;
    }

    private async Task Wake(string experiment)
    {
        try
        {
            await GrainFactory.GetGrain<IExperimentGrain>(experiment).Status();
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException)
        {
            // Its reminder will.
            SchedulingLog.NotWoken(logger, failure, experiment);
        }
    }

    private SiloPlaces[] Places() =>
    [
        .. silos.GetApproximateSiloStatuses(onlyActive: true).Keys
            .Select(silo => SiloPlaces.Read(silo, metadata.GetSiloMetadata(silo).Metadata))
            .OfType<SiloPlaces>(),
    ];

    private sealed record Entry(ExperimentNeeds Needs, long Heard);
}
