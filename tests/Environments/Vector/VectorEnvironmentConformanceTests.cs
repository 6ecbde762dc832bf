using ReAgent.Contracts.Randomness;
using ReAgent.Environments.Actions;
using ReAgent.Environments.Catalog;
using ReAgent.Environments.Tests.Corridor;
using ReAgent.Environments.Vector;
using Xunit;

namespace ReAgent.Environments.Tests.Vector;

/// <summary>The contract of <see cref="IVectorEnvironment"/>, kept by the vector form of every environment.</summary>
public sealed class VectorEnvironmentConformanceTests
{
    private static readonly EnvironmentCatalog Catalog =
        new(typeof(EnvironmentCatalog).Assembly, typeof(CorridorEnvironment).Assembly);

    public static TheoryData<string> Names => [.. Catalog.Names];

    [Theory, MemberData(nameof(Names))]
    public void Copies_equal_single_environments_in_every_bit(string name)
    {
        foreach (var count in new[] { 1, 4, 7, 64 })
        {
            AssertEqual(name, count);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void A_reset_begins_the_same_again(string name)
    {
        var vector = Catalog.CreateVector(name, count: 5);
        string Walk()
        {
            vector.Reset(seed: 3, "world");
            var choosing = new RandomStream(3, "choose");
            var seen = new List<double>([.. vector.Observations]);
            for (var step = 0; step < 30; step++)
            {
                Play(vector, choosing, (_, _, _) => { });
                seen.AddRange([.. vector.Observations, .. vector.Rewards]);
            }

            return string.Join(' ', seen);
        }

        Assert.Equal(Walk(), Walk());
    }

    [Theory, MemberData(nameof(Names))]
    public void Wrong_actions_are_refused_and_move_nothing(string name)
    {
        var vector = Catalog.CreateVector(name, count: 5);
        var actions = vector.Description.Actions;
        var (indices, numbers) = (new int[5], new double[5 * actions.Width]);
        Assert.Throws<InvalidOperationException>(() => Step(vector, indices, numbers));

        vector.Reset(seed: 3, "world");
        var before = vector.Observations.ToArray();
        Assert.Throws<ArgumentException>(() => vector.Step(new int[4]));
        Assert.Throws<ArgumentException>(() => vector.Step(new double[(5 * actions.Width) + 1]));
        Assert.Throws<ArgumentException>(() => vector.PossibleActions(new bool[(5 * actions.Count) + 1]));
        if (actions is DiscreteActions)
        {
            Assert.Contains("copy 3", Assert.Throws<ArgumentException>(() => vector.Step(new[] { 0, 0, 0, -1, 0 })).Message, StringComparison.Ordinal);
            Assert.Throws<ArgumentException>(() => vector.Step(new[] { 0, 0, 0, 0, actions.Count }));
            Assert.Throws<ArgumentException>(() => vector.Step(Array.Empty<int>()));
        }
        else
        {
            numbers[3] = double.NaN;
            Assert.Contains("copy 3", Assert.Throws<ArgumentException>(() => vector.Step(numbers)).Message, StringComparison.Ordinal);
            numbers[3] = 0;
            Assert.Throws<ArgumentException>(() => vector.Step(indices));
        }

        Assert.Equal(before, vector.Observations.ToArray());
        Step(vector, indices, numbers);
    }

    [Fact]
    public void There_is_at_least_one_copy() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Catalog.CreateVector("CartPole-v0", count: 0));

    private static void AssertEqual(string name, int count)
    {
        var vector = Catalog.CreateVector(name, count, maxSteps: 40);
        var singles = Enumerable.Range(0, count).Select(copy => new Single(Catalog.Create(name, maxSteps: 40), copy)).ToArray();
        vector.Reset(seed: 5, "world");
        AssertShown(vector, singles, ended: []);

        var choosing = new RandomStream(5, "choose");
        var ends = 0;
        for (var step = 0; step < 150; step++)
        {
            var ended = new List<int>();
            Play(vector, choosing, (copy, discrete, continuous) =>
            {
                var action = discrete < 0 ? EnvironmentAction.Continuous(continuous) : EnvironmentAction.Discrete(discrete);
                if (singles[copy].Play(action))
                {
                    ended.Add(copy);
                }
            });
            AssertShown(vector, singles, ended);
            ends += ended.Count;
        }

        Assert.True(ends >= 3 * count, "Episodes ended and others began.");
    }

    /// <summary>Plays a possible action at random in every copy, and tells of it.</summary>
    private static void Play(IVectorEnvironment vector, RandomStream random, Action<int, int, double[]> played)
    {
        var (actions, count) = (vector.Description.Actions, vector.Count);
        var masks = new bool[actions.Count * count];
        vector.PossibleActions(masks);
        var indices = new int[count];
        var numbers = new double[actions.Width * count];
        for (var copy = 0; copy < count; copy++)
        {
            var possible = Enumerable.Range(0, actions.Count).Where(action => masks[(action * count) + copy]).ToArray();
            indices[copy] = possible.Length == 0 ? -1 : possible[random.NextInt(possible.Length)];
            var continuous = Enumerable.Range(0, actions.Width).Select(_ => random.NextDouble(-3, 3)).ToArray();
            for (var i = 0; i < continuous.Length; i++)
            {
                numbers[(i * count) + copy] = continuous[i];
            }

            played(copy, indices[copy], continuous);
        }

        Step(vector, indices, numbers);
    }

    private static void Step(IVectorEnvironment vector, int[] indices, double[] numbers)
    {
        if (vector.Description.Actions is DiscreteActions)
        {
            vector.Step(indices);
        }
        else
        {
            vector.Step(numbers);
        }
    }

    private static void AssertShown(IVectorEnvironment vector, Single[] singles, IReadOnlyCollection<int> ended)
    {
        var (size, count, actions) = (vector.Description.ObservationSize, vector.Count, vector.Description.Actions.Count);
        var masks = new bool[actions * count];
        vector.PossibleActions(masks);
        for (var copy = 0; copy < count; copy++)
        {
            var single = singles[copy];
            for (var quantity = 0; quantity < size; quantity++)
            {
                AssertSameBits(single.Observation[quantity], vector.Observations[(quantity * count) + copy]);
                if (ended.Contains(copy))
                {
                    AssertSameBits(single.LastObservation[quantity], vector.LastObservations[(quantity * count) + copy]);
                }
            }

            for (var action = 0; action < actions; action++)
            {
                Assert.Equal(single.Mask[action], masks[(action * count) + copy]);
            }

            Assert.Equal(single.Step.Terminated, vector.Terminated[copy]);
            Assert.Equal(single.Step.Truncated, vector.Truncated[copy]);
            if (single.Stepped)
            {
                AssertSameBits(single.Step.Reward, vector.Rewards[copy]);
            }
        }
    }

    private static void AssertSameBits(double expected, double actual) =>
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(actual));

    /// <summary>One environment that begins its next episode with the same stream when one has ended.</summary>
    private sealed class Single
    {
        private readonly IEnvironment _environment;
        private readonly RandomStream _random;

        public Single(IEnvironment environment, int copy)
        {
            _environment = environment;
            _random = new RandomStream(5, "world", copy);
            Observation = new double[environment.Description.ObservationSize];
            LastObservation = new double[Observation.Length];
            Mask = new bool[environment.Description.Actions.Count];
            environment.Reset(_random, Observation);
            environment.PossibleActions(Mask);
        }

        public double[] Observation { get; }

        public double[] LastObservation { get; }

        public bool[] Mask { get; }

        public StepResult Step { get; private set; }

        public bool Stepped { get; private set; }

        public bool Play(EnvironmentAction action)
        {
            Step = _environment.Step(action, Observation);
            Stepped = true;
            if (Step.Ended)
            {
                Observation.CopyTo(LastObservation, 0);
                _environment.Reset(_random, Observation);
            }

            _environment.PossibleActions(Mask);
            return Step.Ended;
        }
    }
}
