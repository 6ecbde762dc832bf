using ReAgent.Evaluation.Pages;

namespace ReAgent.Evaluation.Selection;

/// <summary>A policy that may be chosen.</summary>
/// <param name="Name">Its name; no two candidates share one.</param>
/// <param name="Page">What a log says of it. The pages of all candidates hold the same logged steps.</param>
public sealed record Candidate(string Name, EvaluationPage Page);
