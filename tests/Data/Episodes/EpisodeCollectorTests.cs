using System.Globalization;
using ReAgent.Data.Episodes;
using ReAgent.Environments.Behavior;
using ReAgent.Environments.Catalog;
using Xunit;

namespace ReAgent.Data.Tests.Episodes;

public sealed class EpisodeCollectorTests
{
    /// <summary>Where an environment leaves one action, the log says so: it is the one played, for certain.</summary>
    [Fact]
    public void The_actions_that_an_environment_allows_reach_the_log()
    {
        var world = EnvironmentCatalog.BuiltIn.Create("PossibleActionsMaskTester-v0");
        var collector = new EpisodeCollector(world, new UniformPolicy(world.Description.Actions), seed: 7, index: 0, count: 1);
        var table = collector.Collect(45, _ => { }, CancellationToken.None).Table;

        // Two episodes of 20 steps end; the third is cut off after five, with a row that has no action but says what was possible.
        Assert.Equal(46, table.Count);
        Assert.True(table.Truncated[45]);
        for (var row = 0; row < table.Count; row++)
        {
            Assert.Equal(1, table.PossibleActions.Length(row));
            if (table.HasAction(row))
            {
                Assert.Equal(table.Action[row], table.PossibleActions.Items(row)[0]);
                Assert.Equal((1.0, 10.0), (table.ActionProbability[row], table.Reward[row]));
            }
        }

        Assert.Equal(4, Enumerable.Range(0, 45).Select(row => table.Action[row]).Distinct().Count());
    }

    [Fact]
    public void Actions_may_be_logged_under_other_names_by_position()
    {
        var world = EnvironmentCatalog.BuiltIn.Create("PossibleActionsMaskTester-v0");
        string[] names = ["101", "102", "103", "104"];
        var named = new EpisodeCollector(world, new UniformPolicy(world.Description.Actions), seed: 7, index: 0, count: 1, names).Collect(45, _ => { }, CancellationToken.None).Table;
        var own = new EpisodeCollector(world, new UniformPolicy(world.Description.Actions), seed: 7, index: 0, count: 1).Collect(45, _ => { }, CancellationToken.None).Table;
        for (var row = 0; row < 45; row++)
        {
            Assert.Equal($"10{int.Parse(own.Action[row], CultureInfo.InvariantCulture) + 1}", named.Action[row]);
            Assert.Equal(named.Action[row], named.PossibleActions.Items(row)[0]);
        }
    }
}
