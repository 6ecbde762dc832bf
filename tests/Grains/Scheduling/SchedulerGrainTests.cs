using System.Collections.Immutable;
using ReAgent.Contracts.Scheduling;
using Xunit;

namespace ReAgent.Grains.Tests.Scheduling;

/// <summary>Of keys of their own, so that the experiments of other tests do not take part: the scheduler knows only what is said to it.</summary>
[Collection("grains")]
public class SchedulerGrainTests(GrainCluster cluster)
{
    private static readonly WorkNeed Data = new(SiloTraits.DataRole);

    private static ExperimentNeeds Needs(string name, int waiting, int priority = 0, params WorkPlace[] held) =>
        new(name, priority, [.. Enumerable.Range(held.Length, waiting).Select(index => new WorkDemand($"{name}/{index}", Data))], [.. held]);

    private ISchedulerGrain Scheduler(int key) => cluster.Grains.GetGrain<ISchedulerGrain>(key);

    [Fact]
    public async Task Places_are_given_until_there_are_no_more_and_the_rest_hears_why_it_waits()
    {
        var answer = await Scheduler(101).Report(Needs("a", 5)).Soon();

        Assert.Equal(2, answer.Granted.Length);
        Assert.Contains("3 pieces of work wait", answer.Note, StringComparison.Ordinal);
        Assert.Null((await Scheduler(101).Report(Needs("a", 0, 0, [.. answer.Granted])).Soon()).Note);
    }

    [Fact]
    public async Task What_is_no_longer_mentioned_is_free_for_others()
    {
        var first = await Scheduler(102).Report(Needs("a", 2)).Soon();
        Assert.Empty((await Scheduler(102).Report(Needs("b", 2)).Soon()).Granted);

        await Scheduler(102).Report(Needs("a", 0, 0, first.Granted[0])).Soon();

        Assert.Single((await Scheduler(102).Report(Needs("b", 2)).Soon()).Granted);
    }

    [Fact]
    public async Task A_place_that_falls_free_is_kept_for_the_higher_priority_that_waits()
    {
        var low = await Scheduler(103).Report(Needs("low", 4)).Soon();
        Assert.Empty((await Scheduler(103).Report(Needs("high", 2, priority: 5)).Soon()).Granted);

        Assert.Empty((await Scheduler(103).Report(Needs("low", 4)).Soon()).Granted);
        Assert.Equal(2, (await Scheduler(103).Report(Needs("high", 2, priority: 5)).Soon()).Granted.Length);
        Assert.Equal(2, low.Granted.Length);
    }

    [Fact]
    public async Task The_load_tells_silos_work_and_queue()
    {
        await Scheduler(104).Report(Needs("a", 3)).Soon();

        var load = await Scheduler(104).Load().Soon();

        var silo = Assert.Single(load.Silos);
        Assert.Equal((2, "a/0,a/1"), (silo.Workers, string.Join(',', silo.Work)));
        Assert.Equal(new ExperimentLoad("a", 0, 2, 1), Assert.Single(load.Experiments));
    }

    [Fact]
    public async Task A_role_that_no_silo_has_is_named()
    {
        var needs = new ExperimentNeeds("a", 0, [new WorkDemand("a/0", new WorkNeed("librarian"))], ImmutableArray<WorkPlace>.Empty);

        var answer = await Scheduler(105).Report(needs).Soon();

        Assert.Empty(answer.Granted);
        Assert.Contains("'librarian'", answer.Note, StringComparison.Ordinal);
        Assert.Contains("data, trainer", answer.Note, StringComparison.Ordinal);
    }
}
