namespace ReAgent.Learning.Trainers;

/// <summary>The columns that batches are gathered from.</summary>
internal enum TransitionColumn
{
    State,
    NextState,
    Action,
    ActionFeatures,
    NextActionFeatures,
    Reward,
    NotTerminal,
    TimeDiff,
    Step,
    ActionProbability,
    ImpossibleActions,
    ImpossibleNextActions,
    UnloggedNextActions,
    Metrics,
}
