using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Runtime;

/// <summary>This silo's part in the talk of silos about the membership, and the way to the others.</summary>
internal sealed class MembershipAgent(TableMembershipStore store, IServiceProvider services) : IMembershipAgent
{
    private const string Name = "membership";

    public void Start() => services.GetRequiredService<SystemTargets>()
        .Add(new SystemTarget(Name, this, services.GetRequiredService<SystemTargetServices>()));

    /// <summary>The agent of another silo.</summary>
    public IMembershipAgent Of(SiloAddress silo) => (IMembershipAgent)(object)services.GetRequiredService<GrainReferenceRuntime>()
        .New(SystemTargets.IdOf(Name, silo), typeof(IMembershipAgent));

    public Task<SiloDetails?> Hello(SiloAddress from, SiloDetails details) => Task.FromResult(store.Meet(from, details));

    public Task<bool> IsCutOff() => Task.FromResult(store.IsCutOff);

    public Task TableChanged(int version)
    {
        store.Hear(version);
        return Task.CompletedTask;
    }
}
