using System.Globalization;
using System.Text.Json;
using ReAgent.Evaluation.Pages;
using Xunit;

namespace ReAgent.Evaluation.Tests.Recorded;

/// <summary>
/// A case that ReAgent itself was run on: its page and what it computed.
/// </summary>
public sealed class RecordedCase
{
    private RecordedCase(JsonElement root) => Root = root;

    public JsonElement Root { get; }

    public double Gamma => Number("estimates", "gamma");

    public static RecordedCase Load(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "golden", $"{name}.json")));
        return new(document.RootElement.Clone());
    }

    /// <summary>The number at the end of a path of property names.</summary>
    public double Number(params IEnumerable<string> path) => Number(path.Aggregate(Root, (element, name) => element.GetProperty(name)));

    /// <summary>The case's page, gathered and sorted.</summary>
    public EvaluationPage Page() =>
        EvaluationPage.From(Columns(Root.TryGetProperty("page", out var page) ? page : Root.GetProperty("gathered_sorted_page")));

    public static EvaluationColumns Columns(JsonElement page)
    {
        var actions = page.GetProperty("action_mask").GetProperty("shape")[1].GetInt32();
        var logged = LoggedActions.FromMask(Tensor(page, "action_mask"), actions);
        var metrics = page.TryGetProperty("logged_metrics", out var columns) ? columns.GetProperty("shape")[1].GetInt32() : 0;
        return new EvaluationColumns
        {
            ActionNames = [.. Enumerable.Range(0, actions).Select(action => $"a{action}")],

            // Zero-padded, so that ordinal order is the order of the numbers.
            EpisodeIds = [.. Tensor(page, "mdp_id").Select(id => ((int)id).ToString("D4", CultureInfo.InvariantCulture))],
            SequenceNumbers = [.. Tensor(page, "sequence_number").Select(number => (long)number)],
            LoggedActions = logged,
            LoggedPropensities = Tensor(page, "logged_propensities"),
            TargetPropensities = Tensor(page, "model_propensities"),
            PossibleActions = page.TryGetProperty("possible_actions_mask", out _)
                ? [.. Tensor(page, "possible_actions_mask").Select(possible => possible == 1)]
                : null,
            PolicyScores = page.TryGetProperty("optimal_q_values", out _) ? Tensor(page, "optimal_q_values") : null,
            Reward = new OutcomeColumns
            {
                Name = "reward",
                Logged = Tensor(page, "logged_rewards"),
                ModelRewards = Tensor(page, "model_rewards"),
                ModelRewardsForLoggedAction = Tensor(page, "model_rewards_for_logged_action"),
                ModelValues = Tensor(page, "model_values"),
            },
            Metrics = [.. Enumerable.Range(0, metrics).Select(metric => Metric(page, metric, metrics, actions, logged))],
        };
    }

    public static double[] Tensor(JsonElement parent, string name) =>
        [.. parent.GetProperty(name).GetProperty("data").EnumerateArray().Select(Number)];

    public static double Number(JsonElement element) => element.ValueKind == JsonValueKind.String
        ? double.Parse(element.GetString()!, CultureInfo.InvariantCulture)
        : element.GetDouble();

    /// <summary>Equality to float32 accuracy.</summary>
    public static void AssertClose(double expected, double? actual, double relative = 1e-5, double absolute = 1e-6) => Assert.True(
        actual is { } value && Math.Abs(value - expected) <= absolute + (relative * Math.Abs(expected)),
        $"expected {expected}, got {actual}");

    public static void AssertClose(
        IReadOnlyList<double> expected, IReadOnlyList<double> actual, double relative = 1e-5, double absolute = 1e-6)
    {
        Assert.Equal(expected.Count, actual.Count);
        foreach (var (wanted, got) in expected.Zip(actual))
        {
            AssertClose(wanted, got, relative, absolute);
        }
    }

    private static OutcomeColumns Metric(JsonElement page, int metric, int metrics, int actions, int[] logged)
    {
        var rewards = Block(Tensor(page, "model_metrics"), metric * actions, actions, metrics * actions);
        return new OutcomeColumns
        {
            Name = $"m_{(char)('a' + metric)}",
            Logged = Block(Tensor(page, "logged_metrics"), metric, 1, metrics),
            ModelRewards = rewards,
            ModelRewardsForLoggedAction = [.. logged.Select((action, row) => rewards[(row * actions) + action])],
            ModelValues = Block(Tensor(page, "model_metrics_values"), metric * actions, actions, metrics * actions),
        };
    }

    private static double[] Block(double[] matrix, int first, int width, int stride) =>
        [.. Enumerable.Range(0, matrix.Length / stride).SelectMany(row => matrix.Skip((row * stride) + first).Take(width))];
}
