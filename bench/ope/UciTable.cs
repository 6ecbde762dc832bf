using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ReAgent.Contracts.Randomness;
using ReAgent.Evaluation;
using ReAgent.Evaluation.Pages;
using ReAgent.Evaluation.Tests.Worlds;

namespace ReAgent.Bench.Ope;

/// <summary>
/// Errors on bandits made of classification, by the protocol of ReAgent's notebooks <c>contextual_bandit_experiments</c> and
/// <c>contextual_bandit_randomized_experiments</c>: actions are classes and the right one earns 1. A fifth (a half) of the rows teaches
/// the target policy, a one-against-all classifier that explores with ε = 0.1, and the logging policy, a logistic regression that does
/// so too (a uniform one, half of whose rewards are replaced by the toss of a coin). Each run draws 1,000 of the other rows, and fits the
/// reward model on one half of them for the other; the truth is what 1,000 actions of the target policy earn there.
/// </summary>
internal static class UciTable
{
    private const double Epsilon = 0.1;
    private const int Queries = 1000;

    private static readonly Dictionary<string, string> NotebookNames = new()
    {
        ["direct_method"] = "DM",
        ["inverse_propensity"] = "IPS",
        ["doubly_robust"] = "DoublyRobust",
        ["switch"] = "Switch",
        ["switch_dr"] = "SwitchDR",
    };

    public static void Print(string table, string dataset, int runs, ulong seed)
    {
        var watch = Stopwatch.StartNew();
        var isUniform = table == "uniform_logging_random_rewards";
        var folder = Path.Combine(AppContext.BaseDirectory, "uci");
        var rows = ClassifiedRows.Read(File.Exists(dataset) ? dataset : Path.Combine(folder, $"{dataset}.csv"));
        var random = new RandomStream(seed, $"uci/{table}");
        var order = Enumerable.Range(0, rows.Labels.Length).ToArray();
        random.Shuffle<int>(order);
        var taught = (int)(rows.Labels.Length * (isUniform ? 0.5 : 0.2));
        var (fitted, validated) = (rows.Take(order[..(int)(0.8 * taught)]), rows.Take(order[(int)(0.8 * taught)..taught]));
        var target = Explored(BestOf(
            Enumerable.Range(-8, 8),
            power => StochasticGradientClassifier.Fit(fitted.Features, fitted.Labels, rows.Classes, Math.Pow(10, power)),
            classifier => classifier.Accuracy(validated.Features, validated.Labels)).Predict);
        var logging = isUniform
            ? features => [.. Enumerable.Repeat(1.0 / rows.Classes, rows.Classes)]
            : Explored(BestRegression(fitted, validated, rows.Classes).Predict);

        var queries = order[taught..];
        var results = Enumerable.Range(0, runs).Select(_ => Run(rows, queries, logging, target, isUniform, random)).ToArray();
        Console.WriteLine(
            $"{table}, {Path.GetFileNameWithoutExtension(dataset)}, {runs} runs, seed {seed}, {watch.Elapsed.TotalSeconds:F0} s: "
            + $"log {results.Average(run => run.Logged):F4}, target {results.Average(run => run.Truth):F4}");
        Print(results, Notebook(Path.Combine(folder, "notebook.json"), table, Path.GetFileNameWithoutExtension(dataset)));
    }

    private static void Print((double Logged, double Truth, double[] Estimates)[] results, JsonElement? notebook)
    {
        Console.WriteLine("| estimator | RMSE | bias | variance | notebook's RMSE | bias | variance |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
        for (var index = 0; index < Bandits.Estimators.Count; index++)
        {
            double[] errors = [.. results.Select(run => run.Estimates[index] - run.Truth)];
            var key = Bandits.Estimators[index].Key;
            var (squares, bias) = (errors.Average(error => error * error), errors.Average());
            var variance = errors.Sum(error => (error - bias) * (error - bias)) / (errors.Length - 1);
            var theirs = notebook is { } known && NotebookNames.TryGetValue(key, out var name) && known.TryGetProperty(name, out var of)
                ? $"{Number(of, "rmse"):F4} | {Number(of, "bias"):F4} | {Number(of, "variance"):F6}"
                : "| |";
            Console.WriteLine($"| {key} | {Math.Sqrt(squares):F4} | {bias:F4} | {variance:F6} | {theirs} |");
        }
    }

    private static (double Logged, double Truth, double[] Estimates) Run(
        ClassifiedRows rows,
        int[] queries,
        Func<double[], double[]> logging,
        Func<double[], double[]> target,
        bool replacesRewards,
        RandomStream random)
    {
        double[] rewards = new double[Queries], propensities = new double[Queries];
        int[] asked = new int[Queries], actions = new int[Queries];
        List<double> logged = [], wanted = [];
        var truth = 0.0;
        for (var query = 0; query < Queries; query++)
        {
            asked[query] = queries[random.NextInt(queries.Length)];
            double[] ofLog = logging(rows.Features[asked[query]]), ofTarget = target(rows.Features[asked[query]]);
            actions[query] = LogisticBandit.Pick(ofLog, random.NextDouble());
            propensities[query] = ofLog[actions[query]];
            rewards[query] = replacesRewards && random.NextDouble() < 0.5 ? random.NextInt(2)
                : actions[query] == rows.Labels[asked[query]] ? 1 : 0;
            truth += LogisticBandit.Pick(ofTarget, random.NextDouble()) == rows.Labels[asked[query]] ? 1.0 / Queries : 0;
            logged.AddRange(ofLog);
            wanted.AddRange(ofTarget);
        }

        double[][] features = [.. asked.Select(row => rows.Features[row])];
        var model = ModelRewards(features, actions, rewards, rows.Classes);
        var page = EvaluationPage.From(new EvaluationColumns
        {
            ActionNames = [.. Enumerable.Range(0, rows.Classes).Select(action => $"class {action}")],
            EpisodeIds = [.. asked.Select((_, query) => query.ToString("D4", CultureInfo.InvariantCulture))],
            SequenceNumbers = new long[Queries],
            LoggedActions = actions,
            LoggedPropensities = propensities,
            LoggingPropensities = [.. logged],
            TargetPropensities = [.. wanted],
            Reward = new OutcomeColumns
            {
                Name = "reward",
                Logged = rewards,
                ModelRewards = model,
                ModelRewardsForLoggedAction = [.. actions.Select((action, query) => model[(query * rows.Classes) + action])],
            },
        });
        var options = new EvaluationOptions { Gamma = 1, RewardRange = 1, Seed = random.NextUInt64() };
        return (rewards.Average(), truth, Bandits.Estimate(page, options));
    }

    // Queries were drawn in random order, so that the first half is a random one.
    private static double[] ModelRewards(double[][] features, int[] actions, double[] rewards, int classes)
    {
        var model = new double[features.Length * classes];
        var half = features.Length / 2;
        foreach (var (from, to) in new[] { (0, half), (half, features.Length) })
        {
            var fit = from + (int)(0.8 * (to - from));
            ClassifiedRows Logged(int first, int end) => new(
                [.. Enumerable.Range(first, end - first).Select(query => With(actions[query], features[query]))],
                [.. Enumerable.Range(first, end - first).Select(query => (int)rewards[query])]);

            var regression = BestRegression(Logged(from, fit), Logged(fit, to), 2);
            for (var query = 0; query < features.Length; query++)
            {
                for (var action = 0; action < classes && (query < from || query >= to); action++)
                {
                    model[(query * classes) + action] = regression.Predict(With(action, features[query]))[1];
                }
            }
        }

        return model;
    }

    // ReAgent's reward model sees the index of the class as one number, which is why its direct method is poor.
    private static double[] With(int action, double[] features) => [action, .. features];

    private static LogisticRegression BestRegression(ClassifiedRows fitted, ClassifiedRows validated, int classes) => BestOf(
        Enumerable.Range(-5, 10),
        power => LogisticRegression.Fit(fitted.Features, fitted.Labels, null, classes, Math.Pow(10, power), hasIntercept: false),
        regression => regression.Accuracy(validated.Features, validated.Labels));

    // The first of the best, as there.
    private static T BestOf<T>(IEnumerable<int> powers, Func<int, T> fit, Func<T, double> score) =>
        powers.Select(fit).Select(fitted => (Fitted: fitted, Score: score(fitted))).MaxBy(pair => pair.Score).Fitted;

    private static Func<double[], double[]> Explored(Func<double[], double[]> predict) => features =>
        predict(features) is var shares ? [.. shares.Select(share => ((1 - Epsilon) * share) + (Epsilon / shares.Length))] : [];

    private static JsonElement? Notebook(string path, string table, string dataset)
    {
        using var notebook = JsonDocument.Parse(File.ReadAllText(path));
        return notebook.RootElement.TryGetProperty(table, out var of) && of.TryGetProperty(dataset, out var known) ? known.Clone() : null;
    }

    private static double Number(JsonElement element, string name) => element.GetProperty(name).GetDouble();
}
