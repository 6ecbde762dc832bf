using Microsoft.Extensions.DependencyInjection;
using ReAgent.Data.Work;
using ReAgent.Grains.Collection;
using ReAgent.Grains.Evaluation;
using ReAgent.Grains.Experiments;
using ReAgent.Grains.Features;
using ReAgent.Grains.Publication;
using ReAgent.Grains.Telemetry;
using ReAgent.Grains.Timelines;
using ReAgent.Grains.Training;
using ReAgent.Grains.Work;

namespace ReAgent.Grains;

/// <summary>What the grains need of the silo that hosts them.</summary>
public static class GrainServices
{
    /// <summary>Registers every kind of work, the compute pool and the work store.</summary>
    /// <param name="services">The silo's services.</param>
    /// <param name="dataRoot">Folder under which everything is read and written.</param>
    /// <param name="workers">How many pieces of work may run at once; results do not depend on it.</param>
    /// <param name="devices">The silo's accelerators: <c>cuda:0</c>.</param>
    /// <param name="limits">How much patience there is with work.</param>
    /// <param name="confinesLinks">Whether links in the data root may not lead out of it; see <see cref="DataRoot"/>.</param>
    public static IServiceCollection AddReAgentGrains(
        this IServiceCollection services, string dataRoot, int workers, IEnumerable<string>? devices = null, WorkLimits? limits = null, bool confinesLinks = false)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new WorkStore(new DataRoot(dataRoot, confinesLinks), $"{Environment.MachineName}-{Environment.ProcessId}"));
        services.AddSingleton(new DevicePool(devices ?? []));
        services.AddSingleton(limits ?? new WorkLimits());
        services.AddSingleton(_ => new ComputePool(workers));
        services.AddSingleton(_ => MemoryGate.ForThisProcess());
        services.AddSingleton<ExperimentConfigReader>();
        services.AddSingleton<TrainingMeter>();
        services.AddSingleton<IWork, CollectWork>();
        services.AddSingleton<IWork, TimelineScanWork>();
        services.AddSingleton<IWork, TimelineLengthsWork>();
        services.AddSingleton<IWork, TimelineShardWork>();
        services.AddSingleton<IWork, NormalizationWork>();
        services.AddSingleton<IWork, RowStoreWork>();
        services.AddSingleton<IWork, TrainWork>();
        services.AddSingleton<IWork, ExploreWork>();
        services.AddSingleton<IWork, OnlineRoundWork>();
        services.AddSingleton<IWork, OnlinePolicyWork>();
        services.AddSingleton<IWork, EvaluationPageWork>();
        services.AddSingleton<IWork, EstimateWork>();
        services.AddSingleton<IWork, PlayWork>();
        services.AddSingleton<IWork, PublishWork>();
        services.AddSingleton<WorkCatalog>();
        services.AddSingleton<WorkServices>();
        services.AddSingleton<ExperimentServices>();
        return services;
    }
}
