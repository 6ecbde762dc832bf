namespace ReAgent.Environments;

/// <summary>What one step brought.</summary>
/// <param name="Reward">Reward of the step.</param>
/// <param name="Terminated">The world ended the episode: the return after this step is exactly zero.</param>
/// <param name="Truncated">
/// The time limit ended the episode, which the world would have continued. Never together with <paramref name="Terminated"/>.
/// </param>
public readonly record struct StepResult(double Reward, bool Terminated, bool Truncated)
{
    /// <summary>The episode is over, for either reason.</summary>
    public bool Ended => Terminated || Truncated;
}
