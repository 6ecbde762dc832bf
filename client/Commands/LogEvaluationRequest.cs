using ReAgent.Evaluation.Behavior;

namespace ReAgent.Client.Commands;

/// <summary>What to evaluate on a log.</summary>
/// <param name="Data">Files, folders and patterns of the log.</param>
/// <param name="Policies">Folders of published policies.</param>
/// <param name="Columns">Columns of the log that hold propensities of further policies.</param>
/// <param name="HeldOutOnly">Whether only episodes count that the policies' training held out.</param>
/// <param name="ActionNoise">Noise with which policies that do not draw continuous actions are evaluated; null for the default.</param>
/// <param name="Gamma">Discount; null for the policies' own.</param>
/// <param name="Confidence">Confidence of the intervals.</param>
/// <param name="Missing">What becomes of decisions without a propensity.</param>
/// <param name="TrueValues">File with the policies' true values; null for none.</param>
/// <param name="Output">Folder to write to; null for none.</param>
internal sealed record LogEvaluationRequest(
    string[] Data,
    string[] Policies,
    string[] Columns,
    bool HeldOutOnly,
    double? ActionNoise,
    double? Gamma,
    double Confidence,
    MissingPropensities Missing,
    string? TrueValues,
    string? Output)
{
    /// <summary>How many policies there are.</summary>
    public int Candidates => Policies.Length + Columns.Length;
}
