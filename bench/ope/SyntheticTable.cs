using System.Diagnostics;
using ReAgent.Contracts.Randomness;
using ReAgent.Evaluation.Tests.Worlds;

namespace ReAgent.Bench.Ope;

/// <summary>
/// Relative errors on the synthetic bandit of Open Bandit Pipeline, by the protocol of its example <c>examples/synthetic</c>: a policy is
/// learned from one draw, by logistic regression of the logged action weighed by reward over propensity, and acts by the softmax of its
/// probabilities; a second draw, with a reward model fitted by logistic regression on three folds, evaluates it.
/// </summary>
internal static class SyntheticTable
{
    private const double C = 100;
    private const double Beta = -3;
    private const int Dimensions = 5;
    private const int Folds = 3;

    // Mean and standard deviation of the relative error over 20 runs, as its README has them (10,000 rounds, 30 actions).
    private static readonly Dictionary<string, (double Mean, double Deviation)> Published = new()
    {
        ["direct_method"] = (0.074390, 0.024525),
        ["inverse_propensity"] = (0.009481, 0.006899),
        ["self_normalized_inverse_propensity"] = (0.006665, 0.004541),
        ["doubly_robust"] = (0.006175, 0.004245),
        ["self_normalized_doubly_robust"] = (0.006118, 0.003997),
        ["switch_dr"] = (0.006175, 0.004245),
        ["doubly_robust_with_shrinkage"] = (0.021951, 0.013337),
    };

    public static void Print(int runs, int rounds, int actions)
    {
        var watch = Stopwatch.StartNew();
        double[][] errors = [.. Enumerable.Range(0, runs).Select(run => RelativeErrors((ulong)run, rounds, actions))];
        Console.WriteLine($"{runs} runs of {rounds} rounds, {actions} actions, {watch.Elapsed.TotalSeconds:F0} s");
        Console.WriteLine("| estimator | relative error | deviation | Open Bandit Pipeline | deviation |");
        Console.WriteLine("|---|---:|---:|---:|---:|");
        for (var index = 0; index < Bandits.Estimators.Count; index++)
        {
            double[] of = [.. errors.Select(run => run[index])];
            var deviation = Math.Sqrt(of.Sum(error => Math.Pow(error - of.Average(), 2)) / (runs - 1));
            var key = Bandits.Estimators[index].Key;
            var theirs = Published.TryGetValue(key, out var known) ? $"{known.Mean:F4} | {known.Deviation:F4}" : "|";
            Console.WriteLine($"| {key} | {of.Average():F4} | {deviation:F4} | {theirs} |");
        }
    }

    private static double[] RelativeErrors(ulong seed, int rounds, int actions)
    {
        var bandit = new LogisticBandit(seed, actions, Dimensions, Beta);
        var (learned, tested) = (bandit.Draw(rounds, "learn"), bandit.Draw(rounds, "test"));
        double[] weights =
        [
            .. learned.LoggedActions.Select((action, round) =>
                learned.Rewards[round] / learned.LoggingPropensities[(round * actions) + action]),
        ];
        var classifier = LogisticRegression.Fit(learned.Contexts, learned.LoggedActions, weights, actions, C, hasIntercept: true);
        double[] policy = [.. tested.Contexts.SelectMany(context => Acting(classifier, context))];
        var page = tested.Page(policy, ModelRewards(tested, seed, actions));
        var truth = tested.Value(policy);
        return [.. Bandits.Estimate(page, new() { Gamma = 1, Seed = seed }).Select(estimate => Math.Abs(estimate - truth) / truth)];
    }

    private static double[] Acting(LogisticRegression classifier, double[] context)
    {
        var shares = classifier.Predict(context);
        LogisticBandit.Softmax(shares);
        return shares;
    }

    private static double[] ModelRewards(LogisticBanditRounds rounds, ulong seed, int actions)
    {
        var order = Enumerable.Range(0, rounds.LoggedActions.Length).ToArray();
        new RandomStream(seed, "folds").Shuffle<int>(order);
        var rewards = new double[rounds.ExpectedRewards.Length];
        for (var fold = 0; fold < Folds; fold++)
        {
            int[] fitted = [.. order.Where((_, place) => place % Folds != fold)];
            var model = LogisticRegression.Fit(
                [.. fitted.Select(round => Features(rounds.Contexts[round], rounds.LoggedActions[round], actions))],
                [.. fitted.Select(round => (int)rounds.Rewards[round])],
                null,
                2,
                C,
                hasIntercept: true);
            foreach (var round in order.Where((_, place) => place % Folds == fold))
            {
                for (var action = 0; action < actions; action++)
                {
                    rewards[(round * actions) + action] = model.Predict(Features(rounds.Contexts[round], action, actions))[1];
                }
            }
        }

        return rewards;
    }

    private static double[] Features(double[] context, int action, int actions)
    {
        double[] features = [.. context, .. new double[actions]];
        features[context.Length + action] = 1;
        return features;
    }
}
