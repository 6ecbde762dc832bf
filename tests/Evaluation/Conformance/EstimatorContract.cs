using ReAgent.Contracts.Randomness;
using ReAgent.Evaluation.Estimators;
using ReAgent.Evaluation.Pages;
using ReAgent.Evaluation.Results;
using ReAgent.Evaluation.Samples;
using ReAgent.Evaluation.Tests.Pages;
using Xunit;

namespace ReAgent.Evaluation.Tests.Conformance;

/// <summary>
/// Laws that an estimator keeps whatever it computes, each by its name. Anyone can hold an estimator of their own to them: make its
/// <see cref="EstimatorTraits"/> and call <see cref="Check"/> for every name in <see cref="Laws"/>.
/// </summary>
public static class EstimatorContract
{
    private const double Gamma = 0.75;
    private const int Worlds = 8;

    /// <summary>The laws.</summary>
    public static IReadOnlyDictionary<string, Action<EstimatorTraits>> Laws { get; } = new Dictionary<string, Action<EstimatorTraits>>
    {
        ["is right on an exact log with exact models"] = traits => IsRight(traits, 0),
        ["is right on an exact log with wrong models, unless it trusts them"] = IsRightWithWrongModels,
        ["is right about a policy that never takes some actions"] = IsRightAboutSurePolicies,
        ["does not see the order of rows"] = DoesNotSeeTheOrderOfRows,
        ["does not see the order of episodes"] = DoesNotSeeTheOrderOfEpisodes,
        ["does not see the order of actions"] = DoesNotSeeTheOrderOfActions,
        ["does not see an action that is never possible"] = DoesNotSeeImpossibleActions,
        ["reads probabilities that went through logarithms alike"] = ReadsProbabilitiesOfLogarithms,
        ["turns round with the reward"] = TurnsRoundWithTheReward,
        ["reads steps and not sequence numbers"] = ReadsSteps,
        ["says the same of every episode twice"] = SaysTheSameTwice,
        ["rises with the reward"] = RisesWithTheReward,
    };

    /// <summary>Holds an estimator to a law.</summary>
    public static void Check(EstimatorTraits traits, string law) => Laws[law](traits);

    private static void IsRightWithWrongModels(EstimatorTraits traits)
    {
        if (traits.Trusts == Trust.Log)
        {
            IsRight(traits, 0.8);
        }
        else
        {
            // What trusts the models repeats their error: the law would otherwise be kept by something that reads neither.
            var world = Of(TabularWorld.Random(1), 0.8);
            Assert.True(Math.Abs(Value(traits, world.ExactLog()) - Truth(traits, world)) > 1e-3);
        }
    }

    // Steps that the policy would never take have the weight 0, and so has all that follows them.
    private static void IsRightAboutSurePolicies(EstimatorTraits traits)
    {
        foreach (var seed in Enumerable.Range(1, Worlds))
        {
            var world = Of(TabularWorld.Random(seed), 0);
            var sure = new TabularWorld
            {
                Rewards = world.Rewards,
                Outcomes = world.Outcomes,
                LoggingQuarters = world.LoggingQuarters,
                Target = [.. world.Target.Select((probability, state) => state == 0 ? probability : (seed + state) % 2)],
                Gamma = Gamma,
                ModelError = traits.Trusts == Trust.Log ? 0.8 : 0,
            };
            Assert.Equal(Truth(traits, sure), Value(traits, sure.ExactLog()), 9);
        }
    }

    private static void IsRight(EstimatorTraits traits, double modelError)
    {
        foreach (var world in Enumerable.Range(1, Worlds).Select(seed => TabularWorld.Random(seed)).Append(TabularWorld.Chain()))
        {
            var wrong = Of(world, modelError);
            Assert.Equal(Truth(traits, wrong), Value(traits, wrong.ExactLog()), 9);
        }
    }

    private static void DoesNotSeeTheOrderOfRows(EstimatorTraits traits) => Tests.Laws.Hold(seed =>
    {
        var rows = SyntheticPages.Rows(seed);
        Assert.Equal(Value(traits, rows), Value(traits, SyntheticPages.Take(rows, Shuffled(rows.EpisodeIds.Length, seed))));
    });

    private static void DoesNotSeeTheOrderOfEpisodes(EstimatorTraits traits) => Tests.Laws.Hold(seed =>
    {
        var rows = SyntheticPages.Rows(seed);
        string[] ids = [.. rows.EpisodeIds.Distinct().Order(StringComparer.Ordinal)];
        var order = Shuffled(ids.Length, seed);
        var renamed = rows with { EpisodeIds = [.. rows.EpisodeIds.Select(id => ids[order[Array.IndexOf(ids, id)]])] };
        AssertClose(Value(traits, rows), Value(traits, renamed), traits.Repeats);
    });

    private static void DoesNotSeeTheOrderOfActions(EstimatorTraits traits) => Tests.Laws.Hold(seed =>
    {
        var rows = SyntheticPages.Rows(seed);
        var order = Shuffled(rows.ActionNames.Count, seed);
        AssertClose(Value(traits, rows), Value(traits, WithActions(rows, order)));
    });

    private static void DoesNotSeeImpossibleActions(EstimatorTraits traits) => Tests.Laws.Hold(seed =>
    {
        var rows = SyntheticPages.Rows(seed);
        var actions = rows.ActionNames.Count;
        var wide = WithActions(rows, [.. Enumerable.Range(0, actions), actions]) with
        {
            PossibleActions = [.. rows.EpisodeIds.SelectMany(_ => Enumerable.Range(0, actions + 1).Select(action => action < actions))],
        };
        AssertClose(Value(traits, rows), Value(traits, wide));
    });

    private static void ReadsProbabilitiesOfLogarithms(EstimatorTraits traits) => Tests.Laws.Hold(seed =>
    {
        var rows = SyntheticPages.Rows(seed);
        AssertClose(Value(traits, rows), Value(traits, rows with
        {
            LoggedPropensities = [.. rows.LoggedPropensities.Select(probability => Math.Exp(Math.Log(probability)))],
            TargetPropensities = [.. rows.TargetPropensities.Select(probability => Math.Exp(Math.Log(probability)))],
        }));
    });

    private static void TurnsRoundWithTheReward(EstimatorTraits traits) => Tests.Laws.Hold(seed =>
    {
        var rows = SyntheticPages.Rows(seed);
        AssertClose(-Value(traits, rows), Value(traits, rows with { Reward = Each(rows.Reward, value => -value) }));
    });

    private static void ReadsSteps(EstimatorTraits traits) => Tests.Laws.Hold(seed =>
    {
        var rows = SyntheticPages.Rows(seed);
        Assert.Equal(
            Value(traits, rows), Value(traits, rows with { SequenceNumbers = [.. rows.SequenceNumbers.Select(number => 7 + (3 * number))] }));
    });

    private static void SaysTheSameTwice(EstimatorTraits traits) => Tests.Laws.Hold(seed =>
    {
        var rows = SyntheticPages.Rows(seed);
        var again = rows with { EpisodeIds = [.. rows.EpisodeIds.Select(id => $"{id} again")] };
        var (once, twice) = (Value(traits, rows), Value(traits, rows, again));
        if (traits.Repeats)
        {
            AssertClose(once, twice);
        }
        else
        {
            Assert.True(double.IsFinite(twice));
        }
    });

    private static void RisesWithTheReward(EstimatorTraits traits) => Tests.Laws.Hold(seed =>
    {
        const int steps = 4;
        var rows = SyntheticPages.Rows(seed, longest: 1, episodes: 40);
        var equal = rows with
        {
            EpisodeIds = [.. rows.EpisodeIds.Select((_, row) => $"e{row / steps}")],
            SequenceNumbers = [.. rows.SequenceNumbers.Select((_, row) => (long)(row % steps))],
        };
        var raised = equal with { Reward = equal.Reward with { Logged = [.. equal.Reward.Logged.Select(value => value + 1)] } };
        var rise = Value(traits, raised) - Value(traits, equal);
        if (traits.Shifts)
        {
            AssertClose(Enumerable.Range(0, steps).Sum(step => Math.Pow(Gamma, step)), rise);
        }
        else
        {
            Assert.InRange(rise, -1e-9, double.MaxValue);
        }
    });

    private static double Truth(EstimatorTraits traits, TabularWorld world) =>
        traits.Estimator.Unit == EstimateUnit.ReturnPerEpisode ? world.Value() : world.RewardPerLoggedStep();

    private static double Value(EstimatorTraits traits, params EvaluationColumns[] batches)
    {
        var estimate = Estimation.Of(
            traits.Estimator,
            EvaluationSample.Of(EvaluationPage.From(batches)),
            new() { Gamma = Gamma, Resamples = 2, CostlyResamples = 2, CumulativeWeightCap = 1e6 });
        Assert.Null(estimate.Reason);
        return estimate.Raw!.Value;
    }

    private static TabularWorld Of(TabularWorld world, double modelError) => new()
    {
        Rewards = world.Rewards,
        Outcomes = world.Outcomes,
        LoggingQuarters = world.LoggingQuarters,
        Target = world.Target,
        Gamma = Gamma,
        ModelError = modelError,
    };

    private static int[] Shuffled(int count, int seed)
    {
        var order = Enumerable.Range(0, count).ToArray();
        new RandomStream((ulong)(uint)seed, "tests/order").Shuffle<int>(order);
        return order;
    }

    /// <summary>The actions in another order, old index by new; an index past the last is an action that nothing speaks for.</summary>
    private static EvaluationColumns WithActions(EvaluationColumns rows, int[] order)
    {
        var actions = rows.ActionNames.Count;
        double[] Matrix(double[] values, double ofNew) => [.. rows.EpisodeIds.SelectMany(
            (_, row) => order.Select(action => action < actions ? values[(row * actions) + action] : ofNew))];
        return rows with
        {
            ActionNames = [.. order.Select(action => action < actions ? rows.ActionNames[action] : "impossible")],
            LoggedActions = [.. rows.LoggedActions.Select(action => Array.IndexOf(order, action))],
            TargetPropensities = Matrix(rows.TargetPropensities, 0),
            PolicyScores = null,
            Metrics = [],
            Reward = rows.Reward with
            {
                ModelRewards = Matrix(rows.Reward.ModelRewards, 100),
                ModelValues = Matrix(rows.Reward.ModelValues!, 100),
            },
        };
    }

    private static OutcomeColumns Each(OutcomeColumns outcome, Func<double, double> of) => outcome with
    {
        Logged = [.. outcome.Logged.Select(of)],
        ModelRewards = [.. outcome.ModelRewards.Select(of)],
        ModelRewardsForLoggedAction = [.. outcome.ModelRewardsForLoggedAction.Select(of)],
        ModelValues = [.. outcome.ModelValues!.Select(of)],
    };

    // What chooses among returns by resampling may choose a little differently when episodes are numbered otherwise.
    private static void AssertClose(double expected, double actual, bool exactly = true) => Assert.InRange(
        Math.Abs(actual - expected), 0, (exactly ? 1e-9 : 0.5) * (1 + Math.Abs(expected)));
}
