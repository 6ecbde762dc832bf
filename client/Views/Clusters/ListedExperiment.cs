using ReAgent.Contracts.Experiments;

namespace ReAgent.Client.Views.Clusters;

/// <summary>An experiment as lists have it, and where it stands.</summary>
/// <param name="Summary">What the directory knows; null when it has not heard of it yet.</param>
/// <param name="Status">Where it stands; null when that was not asked, since it does not move.</param>
internal sealed record ListedExperiment(ExperimentSummary? Summary, ExperimentStatus? Status)
{
    /// <summary>The state: the experiment's own word counts more than the directory's.</summary>
    public ExperimentState State => Status?.State ?? Summary?.State ?? ExperimentState.Unknown;

    /// <summary>The stage that is under way.</summary>
    public StageStatus? Current => Status?.Stages.FirstOrDefault(stage => stage.State == StageState.Running);
}
