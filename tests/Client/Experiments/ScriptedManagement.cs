using System.Reflection;
using Orleans;
using Orleans.Runtime;

namespace ReAgent.Client.Tests.Experiments;

/// <summary>Tells of silos that are written down. A proxy: the console asks little of an interface that has much.</summary>
public class ScriptedManagement : DispatchProxy
{
    private MembershipEntry[] _silos = [];

    /// <summary>A management grain that knows of some silos.</summary>
    public static IManagementGrain Of(params MembershipEntry[] silos)
    {
        var management = Create<IManagementGrain, ScriptedManagement>();
        ((ScriptedManagement)(object)management)._silos = silos;
        return management;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
    {
        nameof(IManagementGrain.GetDetailedHosts) => Task.FromResult(_silos),
        nameof(IManagementGrain.GetSimpleGrainStatistics) when targetMethod.GetParameters().Length == 0 => Task.FromResult<SimpleGrainStatistic[]>(
        [
            new() { GrainType = "ReAgent.Grains.Training.TrainerGrain", ActivationCount = 1 },
            new() { GrainType = "ReAgent.Grains.Collection.EpisodeCollectorGrain", ActivationCount = 2 },
            new() { GrainType = "ReAgent.Grains.Collection.EpisodeCollectorGrain", ActivationCount = 3 },
        ]),
        // One that is just going away: the rest is shown all the same.
        nameof(IManagementGrain.GetRuntimeStatistics) => throw new SiloUnavailableException("The silo is gone."),
        _ => throw new InvalidOperationException($"The console does not ask {targetMethod.Name}."),
    };
}
