using ReAgent.Evaluation.Pages;

namespace ReAgent.Evaluation.Tests.Estimators;

/// <summary>
/// Two episodes, of two steps and of one, small enough to work out on paper. γ = 1/2.
/// <code>
/// step   π        logged  p    w   r   R̂      R̂_log  Σ πR̂   Q̂      Q̂_log  V̂
/// x 0    ½, ½     a       ¼    2   1   1, 3   1      2       2, 4   2      3
/// x 1    ½, ½     b       ½    1   3   0, 2   2      1       1, 2   2      1½
/// y 0    ½, ½     b       ½    1   2   2, 2   2      2       0, 2   2      1
/// </code>
/// Both episodes begin in state p; the second step of x is in state q.
/// </summary>
public static class HandPage
{
    public const double Gamma = 0.5;

    public static EvaluationColumns Rows { get; } = new()
    {
        ActionNames = ["a", "b"],
        EpisodeIds = ["x", "x", "y"],
        SequenceNumbers = [0, 1, 0],
        LoggedActions = [0, 1, 1],
        LoggedPropensities = [0.25, 0.5, 0.5],
        TargetPropensities = [0.5, 0.5, 0.5, 0.5, 0.5, 0.5],
        States = ["p", "q", "p"],
        Reward = new OutcomeColumns
        {
            Name = "reward",
            Logged = [1, 3, 2],
            ModelRewards = [1, 3, 0, 2, 2, 2],
            ModelRewardsForLoggedAction = [1, 2, 2],
            ModelValues = [2, 4, 1, 2, 0, 2],
        },
    };

    public static EvaluationPage Page => EvaluationPage.From(Rows);
}
