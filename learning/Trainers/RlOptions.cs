using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Trainers;

/// <summary>How far off a prediction of value is.</summary>
public enum ValueLoss
{
    /// <summary>Mean squared error.</summary>
    Mse,

    /// <summary>Huber's loss: squared up to an error of 1, linear beyond.</summary>
    Huber,

    /// <summary>Cross-entropy of a logit against a reward that is a probability; for parametric actions whose next values do not count.</summary>
    BceWithLogits,
}

/// <summary>What value-based trainers share: the original's <c>rl</c> section.</summary>
[NoEffect("epsilon", "training is offline; exploration belongs to the collection of episodes")]
[NoEffect("set_missing_value_to_zero", "set preprocessing_options.set_missing_value_to_zero")]
[NoEffect("tensorboard_logging_freq", "readings are reported as they come")]
[NoEffect("predictor_atol_check", "an artifact's policy is the trained one, to the bit")]
[NoEffect("predictor_rtol_check", "an artifact's policy is the trained one, to the bit")]
[NoEffect("ratio_different_predictions_tolerance", "an artifact's policy is the trained one, to the bit")]
[NoEffect("time_diff_unit_length", "the original never used it")]
public sealed record RlOptions : IValidatedConfig
{
    /// <summary>γ: weight of a reward one step later.</summary>
    [Description("Discount: weight of a reward one step later, in [0, 1]. Default: 0.9.")]
    [Range(0.0, 1.0)]
    public double Gamma { get; init; } = 0.9;

    /// <summary>τ: share of the way that a target network goes towards its network per step.</summary>
    [Description("Share of the way that target networks go towards their networks per step, in (0, 1]. Default: 0.001.")]
    [Range(0.0, 1.0)]
    public double TargetUpdateRate { get; init; } = 0.001;

    /// <summary>
    /// Whether the next value is that of the best possible action (Q-learning) or of the action that was logged next (SARSA).
    /// </summary>
    [Description("true: the next value is that of the best possible action (Q-learning); false: of the action logged next (SARSA). Default: true.")]
    public bool MaxqLearning { get; init; } = true;

    /// <summary>
    /// Added to the reward of an action while learning, by action name. Counterfactual estimates are of the logged reward, without it.
    /// </summary>
    [Description("Added to the reward of an action while learning, by action name. Default: none.")]
    public ImmutableSortedDictionary<string, double>? RewardBoost { get; init; }

    /// <summary>
    /// Temperature of the softmax over scores: for a softmax policy, and for the policy that is estimated counterfactually.
    /// </summary>
    [Description("Temperature of the softmax over scores; near 0 it is greedy. Default: 0.01.")]
    [Range(1e-6, double.MaxValue)]
    public double Temperature { get; init; } = 0.01;

    /// <summary>Whether the published policy draws from the softmax; otherwise it takes the best action.</summary>
    [Description("true: the published policy draws from the softmax; false: it takes the best action. Default: false.")]
    public bool SoftmaxPolicy { get; init; }

    /// <summary>Discounts by γ to the power of the difference of sequence numbers instead of by γ per row.</summary>
    [Description("Discount by gamma to the power of the difference of sequence numbers. Default: false.")]
    public bool UseSeqNumDiffAsTimeDiff { get; init; }

    /// <summary>Loss of the value networks.</summary>
    [Description("Loss of the value networks: mse, huber or, for parametric actions with gamma 0, bce_with_logits. Default: mse.")]
    public ValueLoss QNetworkLoss { get; init; }

    /// <summary>
    /// Steps that a row's reward spans: the timeline sums that many rewards, and the next state is that many steps later.
    /// </summary>
    [Description("Steps that a row's reward spans. Default: null, one.")]
    [Range(1, int.MaxValue)]
    public int? MultiSteps { get; init; }

    public IEnumerable<ConfigProblem> Validate()
    {
        if (TargetUpdateRate == 0)
        {
            yield return new(nameof(TargetUpdateRate), "A target network that never moves teaches nothing: the rate must be over 0, up to 1.");
        }

        if (UseSeqNumDiffAsTimeDiff && MultiSteps is not null)
        {
            yield return new(
                nameof(MultiSteps), "A row is discounted either by use_seq_num_diff_as_time_diff or by multi_steps, not by both; leave one out.");
        }
    }
}
