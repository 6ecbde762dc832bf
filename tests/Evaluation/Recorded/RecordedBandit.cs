using System.Globalization;
using System.Text.Json;
using ReAgent.Evaluation.Pages;
using ReAgent.Evaluation.Samples;

namespace ReAgent.Evaluation.Tests.Recorded;

/// <summary>Samples of a contextual bandit that ReAgent's <c>ope</c> package was run on, and its estimates.</summary>
public sealed class RecordedBandit
{
    private readonly JsonElement _root;

    private RecordedBandit(JsonElement root) => _root = root;

    public static RecordedBandit Load(string name) => new(RecordedCase.Load($"ope/{name}").Root);

    /// <summary>
    /// The samples, each an episode of one step. ReAgent gives a weight of 0 to actions that were logged with a propensity below 1e-6;
    /// here they are logged as none of the actions, which has that weight.
    /// </summary>
    public EvaluationSample Sample()
    {
        var actions = _root.GetProperty("num_actions").GetInt32();
        JsonElement[] samples = [.. _root.GetProperty("samples").EnumerateArray()];
        int?[] logged = [.. samples.Select(sample => sample.GetProperty("log_action") is { ValueKind: JsonValueKind.Number } action
            ? action.GetInt32() is var index && RecordedCase.Tensor(sample, "log_probs")[index] >= 1e-6 ? index : (int?)null
            : null)];
        return EvaluationSample.Of(EvaluationPage.From(new EvaluationColumns
        {
            ActionNames = [.. Enumerable.Range(0, actions).Select(action => $"a{action}")],
            EpisodeIds = [.. samples.Select((_, index) => index.ToString("D4", CultureInfo.InvariantCulture))],
            SequenceNumbers = new long[samples.Length],
            LoggedActions = [.. logged.Select(action => action ?? LoggedActions.NotAmongThem)],
            LoggedPropensities =
                [.. samples.Zip(logged, (sample, action) => action is { } known ? RecordedCase.Tensor(sample, "log_probs")[known] : 1)],
            LoggingPropensities = [.. samples.SelectMany(sample => RecordedCase.Tensor(sample, "log_probs"))],
            TargetPropensities = [.. samples.SelectMany(sample => RecordedCase.Tensor(sample, "tgt_probs"))],
            Reward = new OutcomeColumns
            {
                Name = "reward",
                Logged = [.. samples.Select(sample => sample.GetProperty("log_reward").GetDouble())],
                ModelRewards = [.. samples.SelectMany(sample => RecordedCase.Tensor(sample, "model_rewards"))],
                ModelRewardsForLoggedAction =
                    [.. samples.Select(sample => sample.GetProperty("model_reward_for_logged_action").GetDouble())],
            },
        }));
    }

    public JsonElement Estimate(string estimator) => _root.GetProperty("estimates").GetProperty(estimator);

    public double Number(string estimator, string name) => RecordedCase.Number(Estimate(estimator).GetProperty(name));
}
