using ReAgent.Contracts.Randomness;
using ReAgent.Environments.Actions;
using ReAgent.Environments.Catalog;
using ReAgent.Environments.Tests.Corridor;
using Xunit;

namespace ReAgent.Environments.Tests;

/// <summary>
/// The contract of <see cref="IEnvironment"/>, kept by every environment of the catalog and by one that has masks and chance.
/// </summary>
public sealed class EnvironmentConformanceTests
{
    private static readonly EnvironmentCatalog Catalog =
        new(typeof(EnvironmentCatalog).Assembly, typeof(CorridorEnvironment).Assembly);

    public static TheoryData<string> Names => [.. Catalog.Names];

    [Theory, MemberData(nameof(Names))]
    public void The_same_seed_gives_the_same_episode_also_on_a_used_instance(string name)
    {
        var first = Catalog.Create(name);
        var expected = Episodes.PlayAtRandom(first, seed: 3);
        var again = Episodes.PlayAtRandom(first, seed: 3);
        var elsewhere = Episodes.PlayAtRandom(Catalog.Create(name), seed: 3);

        foreach (var actual in new[] { again, elsewhere })
        {
            Assert.Equal(expected.Steps, actual.Steps);
            Assert.Equal(expected.Observations.SelectMany(o => o), actual.Observations.SelectMany(o => o));
            Assert.Equal(expected.Masks.SelectMany(m => m), actual.Masks.SelectMany(m => m));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Other_seeds_give_other_episodes(string name)
    {
        // The seed may show in the observations or, where these only count steps, in the masks.
        var episodes = Enumerable.Range(1, 10).Select(seed =>
        {
            var episode = Episodes.PlayAtRandom(Catalog.Create(name), (ulong)seed);
            return string.Join(' ', episode.Observations.SelectMany(o => o)) + string.Join(' ', episode.Masks.SelectMany(m => m));
        });
        Assert.True(episodes.Distinct().Count() > 1);
    }

    [Theory, MemberData(nameof(Names))]
    public void Observations_stay_within_the_described_bounds(string name)
    {
        var environment = Catalog.Create(name);
        for (var seed = 0UL; seed < 20; seed++)
        {
            foreach (var observation in Episodes.PlayAtRandom(environment, seed).Observations)
            {
                Assert.All(
                    environment.Description.Observation.Zip(observation),
                    pair => Assert.InRange(pair.Second, pair.First.Low, pair.First.High));
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void An_episode_ends_once_and_for_one_reason(string name)
    {
        var environment = Catalog.Create(name);
        for (var seed = 0UL; seed < 20; seed++)
        {
            var steps = Episodes.PlayAtRandom(environment, seed).Steps;
            Assert.All(steps, step => Assert.False(step.Terminated && step.Truncated));
            Assert.All(steps.SkipLast(1), step => Assert.False(step.Ended));
            Assert.True(steps.Count <= environment.Description.TimeLimit);
            Assert.True(steps[^1].Terminated || steps.Count == environment.Description.TimeLimit);
            Assert.All(steps, step => Assert.True(double.IsFinite(step.Reward)));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void The_time_limit_truncates_and_does_not_terminate(string name)
    {
        // Some worlds may end sooner, by chance.
        var steps = Enumerable.Range(0, 20)
            .Select(seed => Episodes.PlayAtRandom(Catalog.Create(name, maxSteps: 2), (ulong)seed).Steps)
            .First(steps => !steps[^1].Terminated);
        Assert.Equal(2, steps.Count);
        Assert.True(steps[^1].Truncated);
    }

    [Theory, MemberData(nameof(Names))]
    public void Max_steps_shortens_the_time_limit_but_never_lengthens_it(string name)
    {
        var own = Catalog.Create(name).Description.TimeLimit;
        Assert.Equal(2, Catalog.Create(name, maxSteps: 2).Description.TimeLimit);
        Assert.Equal(own, Catalog.Create(name, maxSteps: own + 1000).Description.TimeLimit);
        Assert.Throws<ArgumentOutOfRangeException>(() => Catalog.Create(name, maxSteps: 0));
    }

    [Theory, MemberData(nameof(Names))]
    public void Some_action_is_possible_at_every_step_where_actions_are_discrete(string name)
    {
        var environment = Catalog.Create(name);
        var masks = Episodes.PlayAtRandom(environment, seed: 11).Masks;
        Assert.All(masks, mask => Assert.Equal(environment.Description.Actions.Count, mask.Length));
        if (environment.Description.Actions is DiscreteActions)
        {
            Assert.All(masks, mask => Assert.Contains(true, mask));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void No_step_without_an_episode(string name)
    {
        var environment = Catalog.Create(name, maxSteps: 1);
        Assert.Throws<InvalidOperationException>(() => StepWith(environment, ValidAction(environment)));

        environment.Reset(new RandomStream(1, "world"), new double[environment.Description.ObservationSize]);
        StepWith(environment, ValidAction(environment));
        var error = Assert.Throws<InvalidOperationException>(() => StepWith(environment, ValidAction(environment)));
        Assert.Contains("Reset", error.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Names))]
    public void Actions_of_another_space_are_refused_and_leave_the_episode_alone(string name)
    {
        var environment = Catalog.Create(name);
        environment.Reset(new RandomStream(1, "world"), new double[environment.Description.ObservationSize]);
        var actions = environment.Description.Actions;

        Assert.Throws<ArgumentException>(() => StepWith(environment, Enumerable.Repeat(double.NaN, Math.Max(1, actions.Width)).ToArray()));
        Assert.Throws<ArgumentException>(() => StepWith(environment, new double[actions.Width + 1]));
        Assert.Throws<ArgumentException>(() => StepWith(environment, actions.Count));
        StepWith(environment, ValidAction(environment));
    }

    [Theory, MemberData(nameof(Names))]
    public void Spans_of_the_wrong_length_are_refused(string name)
    {
        var environment = Catalog.Create(name);
        var size = environment.Description.ObservationSize;
        Assert.Throws<ArgumentException>(() => environment.Reset(new RandomStream(1, "world"), new double[size + 1]));
        Assert.Throws<ArgumentException>(() => environment.PossibleActions(new bool[environment.Description.Actions.Count + 1]));
    }

    [Theory, MemberData(nameof(Names))]
    public void Names_of_quantities_and_actions_are_unique_and_bounds_are_ordered(string name)
    {
        var description = Catalog.Create(name).Description;
        Assert.Equal(name, description.Name);
        Assert.Equal(description.ObservationSize, description.Observation.Select(quantity => quantity.Name).Distinct().Count());
        Assert.All(description.Observation, quantity => Assert.True(quantity.Low < quantity.High));
        switch (description.Actions)
        {
            case DiscreteActions discrete:
                Assert.Equal(discrete.Count, discrete.Names.Distinct().Count());
                break;
            case BoxActions box:
                Assert.All(box.Bounds, bound => Assert.True(bound.Low < bound.High));
                break;
            default:
                Assert.Fail($"{description.Actions.GetType()} is not a known action space.");
                break;
        }
    }

    /// <summary>A discrete action (an <see cref="int"/>) or a continuous one (an array), because a ref struct cannot be captured.</summary>
    private static object ValidAction(IEnvironment environment) =>
        environment.Description.Actions is BoxActions box ? new double[box.Width] : 1;

    private static void StepWith(IEnvironment environment, object action)
    {
        var next = new double[environment.Description.ObservationSize];
        environment.Step(action is int index ? EnvironmentAction.Discrete(index) : EnvironmentAction.Continuous((double[])action), next);
    }
}
