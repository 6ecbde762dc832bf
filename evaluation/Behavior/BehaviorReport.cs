using ReAgent.Evaluation.Diagnostics;

namespace ReAgent.Evaluation.Behavior;

/// <summary>How well a model of the logging policy predicts logged actions of episodes that it has not seen, and for how much it had to stand in.</summary>
public sealed record BehaviorReport
{
    /// <summary>Steps whose propensity is estimated.</summary>
    public required int EstimatedSteps { get; init; }

    /// <summary><see cref="EstimatedSteps"/> over the steps of the page, in (0, 1].</summary>
    public required double EstimatedShare { get; init; }

    /// <summary>Estimated propensities that were below <see cref="BehaviorModel.SmallestPropensity"/> and were raised to it.</summary>
    public required int FlooredSteps { get; init; }

    /// <summary>Mean of −ln(predicted probability of the logged action) over steps, nats; the less the better.</summary>
    public required double LogLoss { get; init; }

    /// <summary>The same when the actions' frequencies in the model's training episodes predict, whatever the state.</summary>
    public required double FrequencyLogLoss { get; init; }

    /// <summary>Standard error of the difference of the two, episodes being independent.</summary>
    public required double LogLossStandardError { get; init; }

    /// <summary>Mean temperature of the folds' models: above 1 they were too sure, below 1 not sure enough.</summary>
    public required double Temperature { get; init; }

    /// <summary>Calibration by tenths of the predicted probability; empty ranges are left out.</summary>
    public required IReadOnlyList<CalibrationBin> Calibration { get; init; }

    /// <summary>What every verdict that rests on estimated propensities says.</summary>
    internal string Caution =>
        $"For {100 * EstimatedShare:0.#} % of steps the probability of the logged action is not logged but estimated from the state: "
        + "whatever else moved the logging policy can make this wrong.";

    /// <summary>Whether the states tell less about the logged actions than nothing would, beyond chance.</summary>
    internal bool IsWorseThanFrequencies(TrustThresholds thresholds) =>
        LogLoss - FrequencyLogLoss > Math.Max(BehaviorModel.SmallestLogLossExcess, thresholds.PropensityErrorStandardErrors * LogLossStandardError);
}
