using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Placement;
using Orleans.Runtime;
using Xunit;

namespace ReAgent.Polyfills.Orleans.Tests.Runtime.Directory;

public interface ISingleGrain : IGrainWithIntegerKey
{
    Task<Guid> Activation();
}

[RandomPlacement]
public class SingleGrain : Grain, ISingleGrain
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken) => await Task.Yield();

    public Task<Guid> Activation() => Task.FromResult(GrainContext.ActivationId.Key);
}

public class SingleActivationTests
{
    [Fact]
    public async Task A_grain_has_one_activation_even_when_all_silos_call_it_first_at_once()
    {
        await using var cluster = await Cluster.Start(3);
        IGrainFactory[] callers = [cluster.Client, .. cluster.Inner.Silos.Select(silo => silo.ServiceProvider.GetRequiredService<IGrainFactory>())];
        var activations = await Task.WhenAll(Enumerable.Range(0, 100).Select(async key =>
        {
            var answers = await Task.WhenAll(callers.Select(caller => Task.Run(() => caller.GetGrain<ISingleGrain>(key).Activation())));
            return Assert.Single(answers.Distinct());
        })).Soon();
        Assert.Equal(100, activations.Distinct().Count());
        var management = cluster.Client.GetGrain<IManagementGrain>(0);
        Assert.Equal(100, (await management.GetActiveGrains(GrainType.Create("single")).Soon()).Count);
    }
}
