using ReAgent.Client.Experiments;

namespace ReAgent.Client.Sweeps;

/// <summary>A trial that is about to run: an experiment like any other.</summary>
/// <param name="Setting">The values that it tries, for people.</param>
/// <param name="Request">The experiment.</param>
internal sealed record PlannedTrial(string Setting, RunRequest Request)
{
    /// <summary><c>lr=0.01, seed 2</c>.</summary>
    public string Label => $"{Setting}, seed {Request.Seed}";
}
