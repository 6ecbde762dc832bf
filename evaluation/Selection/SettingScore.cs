using System.Collections.Immutable;
using ReAgent.Evaluation.Verdicts;

namespace ReAgent.Evaluation.Selection;

/// <summary>What the trials of one setting came to.</summary>
/// <param name="Setting">The setting.</param>
/// <param name="Trials">How many trials it has.</param>
/// <param name="Finished">How many of them came to their end.</param>
/// <param name="Gain">
/// What the policy is estimated to earn above the log, by the estimator that the settings are compared by; null when there is none.
/// </param>
/// <param name="EnvironmentReturn">Mean return in the environment; null when nothing was played. Never chosen by.</param>
/// <param name="Verdicts">How many trials had which verdict.</param>
public sealed record SettingScore(
    string Setting, int Trials, int Finished, SeedMean? Gain, SeedMean? EnvironmentReturn, ImmutableSortedDictionary<Judgement, int> Verdicts);
