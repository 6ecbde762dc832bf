namespace ReAgent.Data.Batches;

/// <summary>Where the B rows of a batch are gathered to: one row-major column each. N… of a column's width are those of <see cref="RowLayout"/>.</summary>
public readonly ref struct BatchColumns
{
    /// <summary>[B, S] states.</summary>
    public Span<float> State { get; init; }

    /// <summary>[B, S] next states; zeros where none was logged.</summary>
    public Span<float> NextState { get; init; }

    /// <summary>[B] logged discrete actions; empty when actions are continuous.</summary>
    public Span<long> Action { get; init; }

    /// <summary>[B, D] logged continuous actions.</summary>
    public Span<float> ActionFeatures { get; init; }

    /// <summary>[B, D] next logged continuous actions; zeros where there is none.</summary>
    public Span<float> NextActionFeatures { get; init; }

    /// <summary>[B] rewards.</summary>
    public Span<float> Reward { get; init; }

    /// <summary>[B] 1 where the episode goes on, 0 where it terminated.</summary>
    public Span<float> NotTerminal { get; init; }

    /// <summary>[B] difference of sequence numbers to what follows.</summary>
    public Span<float> TimeDiff { get; init; }

    /// <summary>[B] number of steps that the reward spans.</summary>
    public Span<float> Step { get; init; }

    /// <summary>[B] probability with which the action was logged; NaN when it was not.</summary>
    public Span<float> ActionProbability { get; init; }

    /// <summary>[B, M] metrics.</summary>
    public Span<float> Metrics { get; init; }

    /// <summary>[B, A] true where the action was not possible.</summary>
    public Span<bool> ImpossibleActions { get; init; }

    /// <summary>[B, A] true where the action is not possible in the next state; all on a terminal row.</summary>
    public Span<bool> ImpossibleNextActions { get; init; }

    /// <summary>
    /// [B, A] false for the one action that was logged next. The last row of a truncated episode goes on, but nobody logged how: there it is false for
    /// every possible action.
    /// </summary>
    public Span<bool> UnloggedNextActions { get; init; }

    /// <summary>Some of the rows' places.</summary>
    /// <param name="layout">Shape of the rows.</param>
    /// <param name="first">The first.</param>
    /// <param name="count">How many.</param>
    internal BatchColumns Slice(RowLayout layout, int first, int count)
    {
        var (states, actions, width, metrics) = (layout.StateWidth, layout.ActionCount, layout.ActionWidth, layout.Metrics.Length);
        return new()
        {
            State = State.Slice(first * states, count * states),
            NextState = NextState.Slice(first * states, count * states),
            Action = actions > 0 ? Action.Slice(first, count) : [],
            ActionFeatures = ActionFeatures.Slice(first * width, count * width),
            NextActionFeatures = NextActionFeatures.Slice(first * width, count * width),
            Reward = Reward.Slice(first, count),
            NotTerminal = NotTerminal.Slice(first, count),
            TimeDiff = TimeDiff.Slice(first, count),
            Step = Step.Slice(first, count),
            ActionProbability = ActionProbability.Slice(first, count),
            Metrics = Metrics.Slice(first * metrics, count * metrics),
            ImpossibleActions = ImpossibleActions.Slice(first * actions, count * actions),
            ImpossibleNextActions = ImpossibleNextActions.Slice(first * actions, count * actions),
            UnloggedNextActions = UnloggedNextActions.Slice(first * actions, count * actions),
        };
    }

    /// <summary>Checks that every column has room for exactly that many rows.</summary>
    internal void Check(RowLayout layout, int rows)
    {
        var (states, actions, width) = (layout.StateWidth, layout.ActionCount, layout.ActionWidth);
        Length(State.Length, rows * states, nameof(State));
        Length(NextState.Length, rows * states, nameof(NextState));
        Length(Action.Length, actions > 0 ? rows : 0, nameof(Action));
        Length(ActionFeatures.Length, rows * width, nameof(ActionFeatures));
        Length(NextActionFeatures.Length, rows * width, nameof(NextActionFeatures));
        Length(Reward.Length, rows, nameof(Reward));
        Length(NotTerminal.Length, rows, nameof(NotTerminal));
        Length(TimeDiff.Length, rows, nameof(TimeDiff));
        Length(Step.Length, rows, nameof(Step));
        Length(ActionProbability.Length, rows, nameof(ActionProbability));
        Length(Metrics.Length, rows * layout.Metrics.Length, nameof(Metrics));
        Length(ImpossibleActions.Length, rows * actions, nameof(ImpossibleActions));
        Length(ImpossibleNextActions.Length, rows * actions, nameof(ImpossibleNextActions));
        Length(UnloggedNextActions.Length, rows * actions, nameof(UnloggedNextActions));
    }

    private static void Length(int actual, int expected, string column)
    {
        if (actual != expected)
        {
            throw new ArgumentException($"The column {column} has room for {actual} numbers, but the rows have {expected}.", column);
        }
    }
}
