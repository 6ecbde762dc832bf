using System.Collections.Immutable;
using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Orleans.Runtime;
using ReAgent.Contracts.Scheduling;
using ReAgent.Grains.Scheduling;
using Xunit;

namespace ReAgent.Grains.Tests.Scheduling;

public class FairShareTests
{
    private static readonly WorkNeed Data = new(SiloTraits.DataRole);
    private static readonly WorkNeed Gpu = new(SiloTraits.TrainerRole, "cuda");

    private static SiloPlaces Silo(int port, int workers, string roles = "data,trainer", params string[] devices) =>
        new(SiloAddress.New(new IPEndPoint(IPAddress.Loopback, port), 1), $"silo-{port}", [.. roles.Split(',')], [.. devices], workers);

    private static ExperimentNeeds Wants(string name, int count, WorkNeed need, int priority = 0, params WorkPlace[] held) =>
        new(name, priority, [.. Enumerable.Range(0, count).Select(index => new WorkDemand($"{name}/{index}", need))], [.. held]);

    private static int Count(ImmutableDictionary<string, ImmutableArray<WorkPlace>> given, string name) => given.GetValueOrDefault(name, []).Length;

    [Fact]
    public void Equal_experiments_get_equal_shares_and_the_work_is_spread_over_the_silos()
    {
        var given = FairShare.Allot([Silo(1, 2), Silo(2, 2)], [Wants("a", 9, Data), Wants("b", 9, Data)]);

        Assert.Equal((2, 2), (Count(given, "a"), Count(given, "b")));
        Assert.All(given.Values.SelectMany(places => places).GroupBy(place => place.Silo), silo => Assert.Equal(2, silo.Count()));
    }

    [Fact]
    public void Who_holds_little_catches_up()
    {
        var silo = Silo(1, 4);
        var held = new WorkPlace("a/x", silo.Address, Data);

        var given = FairShare.Allot([silo], [Wants("a", 5, Data, 0, held, held with { Key = "a/y" }), Wants("b", 5, Data)]);

        Assert.Equal((0, 2), (Count(given, "a"), Count(given, "b")));
    }

    [Fact]
    public void A_higher_priority_goes_first_and_leaves_what_it_does_not_want()
    {
        var given = FairShare.Allot([Silo(1, 3)], [Wants("low", 5, Data), Wants("high", 2, Data, priority: 1)]);

        Assert.Equal((2, 1), (Count(given, "high"), Count(given, "low")));
    }

    [Fact]
    public void A_trainer_gets_a_device_for_itself_and_nobody_waits_behind_one_that_cannot_have_any()
    {
        var gpu = Silo(2, 8, "trainer", "cuda:0", "cuda:1");

        var given = FairShare.Allot([Silo(1, 1, "data"), gpu], [Wants("train", 3, Gpu), Wants("a", 2, Data)]);

        Assert.Equal((2, 1), (Count(given, "train"), Count(given, "a")));
        Assert.All(given["train"], place => Assert.Equal(gpu.Address, place.Silo));
    }

    [Fact]
    public void Places_never_exceed_what_silos_have_and_none_is_left_free_that_somebody_could_use()
    {
        var needs = Gen.Elements(Data, Gpu, new WorkNeed(SiloTraits.TrainerRole));
        var silos = Gen.Choose(1, 4).SelectMany(workers => Gen.Choose(0, 2).SelectMany(devices => Gen.Elements("data", "trainer", "data,trainer")
            .Select(roles => (workers, devices, roles)))).ListOf().Select(list => list.Select((silo, index) =>
                Silo(index + 1, silo.workers, silo.roles, [.. Enumerable.Range(0, silo.devices).Select(device => $"cuda:{device}")])).ToList());
        var experiments = needs.ListOf().SelectMany(wanted => Gen.Choose(0, 2).Select(priority => (wanted, priority))).ListOf()
            .Select(list => list.Select((one, index) => new ExperimentNeeds(
                $"e{index}", one.priority, [.. one.wanted.Select((need, item) => new WorkDemand($"e{index}/{item}", need))], [])).ToList());

        Prop.ForAll(silos.ToArbitrary(), experiments.ToArbitrary(), (where, who) =>
        {
            var given = FairShare.Allot(where, who);
            var all = given.Values.SelectMany(places => places).ToList();
            foreach (var silo in where)
            {
                var here = all.Where(place => place.Silo == silo.Address).ToList();
                Assert.InRange(here.Count, 0, silo.Workers);
                Assert.InRange(here.Count(place => place.Need.Device == "cuda"), 0, silo.Count("cuda"));
                Assert.All(here, place => Assert.Contains(place.Need.Role, silo.Roles));
            }

            var keys = all.Select(place => place.Key).ToHashSet();
            Assert.Equal(all.Count, keys.Count);
            foreach (var left in who.SelectMany(needy => needy.Waiting).Where(demand => !keys.Contains(demand.Key)))
            {
                Assert.DoesNotContain(where, silo => silo.Fits(left.Need)
                    && all.Count(place => place.Silo == silo.Address) < silo.Workers
                    && all.Count(place => place.Silo == silo.Address && place.Need.Device == left.Need.Device) < silo.Count(left.Need.Device));
            }
        }).QuickCheckThrowOnFailure();
    }
}
