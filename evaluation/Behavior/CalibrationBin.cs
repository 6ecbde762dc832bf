using ReAgent.Evaluation.Diagnostics;

namespace ReAgent.Evaluation.Behavior;

/// <summary>The predictions of one range of probabilities, over all steps and their possible actions, beside what was logged.</summary>
/// <param name="Low">Lower end of the range.</param>
/// <param name="High">Upper end of the range.</param>
/// <param name="Count">Predictions in the range.</param>
/// <param name="Predicted">Their mean.</param>
/// <param name="Observed">Share of them whose action was the logged one: the same as <paramref name="Predicted"/> when calibrated.</param>
public sealed record CalibrationBin(double Low, double High, int Count, double Predicted, double Observed)
{
    /// <summary>Whether prediction and log differ by more than is tolerable and than chance (binomial) explains.</summary>
    internal bool IsOff(TrustThresholds thresholds) => Math.Abs(Observed - Predicted) is var error
        && error > thresholds.LargestCalibrationError
        && error > thresholds.PropensityErrorStandardErrors * Math.Sqrt(Predicted * (1 - Predicted) / Count);
}
