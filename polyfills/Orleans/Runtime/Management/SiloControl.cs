using Orleans.Runtime.Placement;
using Orleans.Statistics;

namespace Orleans.Runtime;

/// <inheritdoc cref="ISiloControl"/>
internal sealed class SiloControl : ISiloControl, ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>Name of the system target.</summary>
    public const string Name = "control";
    private readonly ActivationDirectory activations;
    private readonly ActivationCollector collector;
    private readonly Catalog catalog;
    private readonly SiloIdentity silo;
    private readonly SiloMessageCenter messages;
    private readonly SystemTargets systemTargets;
    private readonly TimeProvider clock;
    private readonly SystemTarget context;
    private TimeSpan lastProcessorTime;
    private long lastSample;
    private double cpuUsage;

    public SiloControl(
        ActivationDirectory activations,
        ActivationCollector collector,
        Catalog catalog,
        SiloIdentity silo,
        SiloMessageCenter messages,
        SystemTargets systemTargets,
        SystemTargetServices services,
        TimeProvider clock)
    {
        this.activations = activations;
        this.collector = collector;
        this.catalog = catalog;
        this.silo = silo;
        this.messages = messages;
        this.systemTargets = systemTargets;
        this.clock = clock;
        context = new(Name, this, services);
        lastSample = clock.GetTimestamp();
        lastProcessorTime = Environment.CpuUsage.TotalTime;
    }

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe<SiloControl>(
        ServiceLifecycleStage.RuntimeServices,
        _ =>
        {
            systemTargets.Add(context);
            return Task.CompletedTask;
        });

    public Task<SiloLoad> GetLoad() => Task.FromResult(new SiloLoad(activations.ActivationCount, SampleCpu(), MemoryShare()));

    public Task<SiloRuntimeStatistics> GetRuntimeStatistics() => Task.FromResult(new SiloRuntimeStatistics
    {
        ActivationCount = activations.ActivationCount,
        RecentlyUsedActivationCount = activations.All().Count(activation => !activation.IsIdleFor(TimeSpan.FromMinutes(1))),
        SentMessages = messages.SentMessages,
        DateTime = clock.GetUtcNow().UtcDateTime,
        EnvironmentStatistics = Uses(),
    });

    public Task<List<SimpleGrainStatistic>> GetSimpleGrainStatistics() => Task.FromResult(
        activations.All()
            .GroupBy(activation => activation.Class.Type.FullName!)
            .Select(group => new SimpleGrainStatistic { GrainType = group.Key, SiloAddress = silo.SiloAddress, ActivationCount = group.Count() })
            .ToList());

    public Task<List<DetailedGrainStatistic>> GetDetailedGrainStatistics(string[]? types) => Task.FromResult(
        activations.All()
            .Where(activation => types is null || types.Contains(activation.Class.Type.FullName))
            .Select(activation => new DetailedGrainStatistic
            {
                GrainType = activation.Class.Type.FullName!,
                SiloAddress = silo.SiloAddress,
                GrainId = activation.GrainId,
            })
            .ToList());

    public Task<List<GrainId>> GetActiveGrains(GrainType type) => Task.FromResult(
        activations.All().Select(activation => activation.GrainId).Where(grain => grain.Type == type).Distinct().ToList());

    public Task ForceActivationCollection(TimeSpan ageLimit)
    {
        collector.Collect(ageLimit);
        return Task.CompletedTask;
    }

    public Task AcceptActivation(GrainAddress previous, Dictionary<string, byte[]> luggage)
    {
        catalog.Accept(previous, luggage);
        return Task.CompletedTask;
    }

    public Task ForceGarbageCollection()
    {
        GC.Collect();
        return Task.CompletedTask;
    }

    private EnvironmentStatistics Uses()
    {
        var memory = GC.GetGCMemoryInfo();
        return new(
            (float)(SampleCpu() * 100),
            Environment.WorkingSet,
            memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes,
            memory.TotalAvailableMemoryBytes);
    }

    private static double MemoryShare()
    {
        var memory = GC.GetGCMemoryInfo();
        return memory.TotalAvailableMemoryBytes > 0 ? Math.Clamp((double)memory.MemoryLoadBytes / memory.TotalAvailableMemoryBytes, 0, 1) : 0;
    }

    private double SampleCpu()
    {
        var elapsed = clock.GetElapsedTime(lastSample);
        if (elapsed < TimeSpan.FromMilliseconds(500))
        {
            return cpuUsage;
        }

        var used = Environment.CpuUsage.TotalTime;
        cpuUsage = Math.Clamp((used - lastProcessorTime) / elapsed / Environment.ProcessorCount, 0, 1);
        (lastProcessorTime, lastSample) = (used, clock.GetTimestamp());
        return cpuUsage;
    }
}
