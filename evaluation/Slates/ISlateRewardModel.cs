namespace ReAgent.Evaluation.Slates;

/// <summary>A model of what slates earn, for one request.</summary>
public interface ISlateRewardModel
{
    /// <summary>The predicted reward of a slate [K].</summary>
    double PredictSlate(ReadOnlySpan<int> slate);

    /// <summary>
    /// Q̂: the predicted sum of the rewards of the last slot of a slate's beginning and of all slots after it, when the target policy
    /// fills those.
    /// </summary>
    /// <param name="beginning">The items of the first slots, at least one.</param>
    double PredictRest(ReadOnlySpan<int> beginning);
}
