using ReAgent.Environments.Catalog;
using ReAgent.Environments.Tests.Corridor;
using Xunit;

namespace ReAgent.Environments.Tests.Catalog;

public sealed class EnvironmentCatalogTests
{
    [Theory]
    [InlineData("CartPole-v0", 200)]
    [InlineData("CartPole-v1", 500)]
    [InlineData("Pendulum-v0", 200)]
    [InlineData("Pendulum-v1", 200)]
    [InlineData("MountainCar-v0", 200)]
    [InlineData("MountainCarContinuous-v0", 999)]
    [InlineData("Acrobot-v1", 500)]
    [InlineData("MiniGrid-Empty-5x5-v0", 100)]
    [InlineData("LinearDynamics-v0", 4)]
    [InlineData("ChangingArms-v0", 50)]
    [InlineData("PossibleActionsMaskTester-v0", 20)]
    [InlineData("StringGame-v0", 6)]
    [InlineData("StringGame-v1", 3)]
    public void Built_in_environments_have_the_time_limits_of_Gym_and_of_the_original(string name, int limit) =>
        Assert.Equal(limit, EnvironmentCatalog.BuiltIn.Create(name).Description.TimeLimit);

    [Theory]
    [InlineData("cartpole-v1", "CartPole-v1")]
    [InlineData("CartPol-v0", "CartPole-v0")]
    [InlineData("pendulum", "Pendulum-v0")]
    public void An_unknown_name_is_answered_with_the_nearest_and_with_all(string asked, string nearest)
    {
        var error = Assert.Throws<ArgumentException>(() => EnvironmentCatalog.BuiltIn.Create(asked));
        Assert.Contains($"Did you mean '{nearest}'?", error.Message, StringComparison.Ordinal);
        Assert.All(EnvironmentCatalog.BuiltIn.Names, name => Assert.Contains(name, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void An_assembly_of_the_user_adds_its_environments()
    {
        var catalog = new EnvironmentCatalog(typeof(EnvironmentCatalog).Assembly, typeof(CorridorEnvironment).Assembly);
        Assert.Equal([.. EnvironmentCatalog.BuiltIn.Names.Prepend("Corridor-v0").Order(StringComparer.Ordinal)], catalog.Names);
    }

    [Fact]
    public void Two_classes_cannot_claim_one_name()
    {
        var twice = typeof(EnvironmentCatalog).Assembly;
        var error = Assert.Throws<InvalidOperationException>(() => new EnvironmentCatalog(twice, twice));
        Assert.Contains("claim the environment name", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_catalog_says_so()
    {
        var error = Assert.Throws<ArgumentException>(() => new EnvironmentCatalog([]).Create("CartPole-v0"));
        Assert.Contains("empty", error.Message, StringComparison.Ordinal);
    }
}
