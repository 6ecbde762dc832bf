using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.Serialization.Invocation;
using Xunit;

namespace ReAgent.Polyfills.Orleans.Tests.Runtime.Messaging;

public interface IFilteredGrain : IGrainWithStringKey
{
    Task<string> Say(string text);

    Task<int> Fail();
}

public class FilteredGrain(Journal journal) : Grain, IFilteredGrain, IIncomingGrainCallFilter
{
    public Task<string> Say(string text) => Task.FromResult(text);

    public Task<int> Fail() => throw new InvalidOperationException("filtered");

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        journal.Write($"own {context.ImplementationMethod.Name}");
        await context.Invoke();
    }
}

public sealed class UpperCaseFilter : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        if (context.Result is string text)
        {
            context.Result = text.ToUpperInvariant();
        }
    }
}

public class FiltersTests
{
    [Fact]
    public async Task Filters_run_in_order_around_the_call_and_may_change_arguments_and_results()
    {
        await using var cluster = await Cluster.Start(configure: silo => silo
            .AddIncomingGrainCallFilter<UpperCaseFilter>()
            .AddIncomingGrainCallFilter(async context =>
            {
                if (context.InterfaceMethod.DeclaringType == typeof(IFilteredGrain))
                {
                    context.TargetContext.ActivationServices.GetRequiredService<Journal>().Write($"in {context.MethodName} {context.TargetId}");
                    context.Request.SetArgument(0, context.Request.GetArgument(0) + "!");
                }

                await context.Invoke();
            })
            .AddOutgoingGrainCallFilter(async context =>
            {
                if (context.InterfaceMethod.DeclaringType == typeof(IFilteredGrain))
                {
                    context.Request.SetArgument(0, context.Request.GetArgument(0) + "?");
                }

                await context.Invoke();
            }));
        Assert.Equal("HI?!", await cluster.Local.GetGrain<IFilteredGrain>("a").Say("hi").Soon());
        Assert.Equal(["in Say filtered/a", "own Say"], cluster.Journal.Entries);
    }

    [Fact]
    public async Task Filters_see_failures_as_exceptions_and_may_replace_them()
    {
        await using var cluster = await Cluster.Start(configure: silo => silo.AddIncomingGrainCallFilter(async context =>
        {
            try
            {
                await context.Invoke();
            }
            catch (InvalidOperationException failure) when (failure.Message == "filtered")
            {
                context.Response = Response.FromResult(42);
            }
        }));
        Assert.Equal(42, await cluster.Local.GetGrain<IFilteredGrain>("a").Fail().Soon());
    }

    [Fact]
    public async Task A_client_has_its_own_outgoing_filters_and_hears_failures()
    {
        var seen = new List<string>();
        await using var cluster = await Cluster.Start(build: builder => builder.ConfigureClient(client =>
            client.AddOutgoingGrainCallFilter(async context =>
            {
                seen.Add($"{context.InterfaceName.Split('.')[^1]}.{context.MethodName}");
                await context.Invoke();
            })));
        await Assert.ThrowsAsync<InvalidOperationException>(() => cluster.Client.GetGrain<IFilteredGrain>("a").Fail().Soon());
        Assert.Equal(["IFilteredGrain.Fail"], seen);
    }
}
