using ReAgent.Contracts.Randomness;
using ReAgent.Environments.Actions;

namespace ReAgent.Environments.Vector;

/// <summary>
/// Base of the vector environments. It keeps what all share (memory, random streams, valid actions, the flags of ended episodes), so that a
/// derived class holds nothing but its worlds: <see cref="Begin"/> and <see cref="Advance"/>.
/// </summary>
public abstract class VectorSimulation : IVectorEnvironment
{
    private readonly double[] _observations, _lastObservations, _rewards;
    private readonly bool[] _terminated, _truncated;
    private readonly RandomStream[] _streams;
    private bool _underWay;
    private bool _flagged;

    /// <param name="description">What each copy is.</param>
    /// <param name="count">How many copies, 1 or more.</param>
    protected VectorSimulation(EnvironmentDescription description, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        Description = description;
        Count = count;
        _observations = new double[description.ObservationSize * count];
        _lastObservations = new double[_observations.Length];
        _rewards = new double[count];
        _terminated = new bool[count];
        _truncated = new bool[count];
        _streams = new RandomStream[count];
    }

    public EnvironmentDescription Description { get; }

    public int Count { get; }

    public ReadOnlySpan<double> Observations => _observations;

    public ReadOnlySpan<double> LastObservations => _lastObservations;

    public ReadOnlySpan<double> Rewards => _rewards;

    public ReadOnlySpan<bool> Terminated => _terminated;

    public ReadOnlySpan<bool> Truncated => _truncated;

    public void Reset(ulong seed, string purpose)
    {
        ClearFlags();
        for (var copy = 0; copy < Count; copy++)
        {
            _streams[copy] = new RandomStream(seed, purpose, copy);
            Begin(copy, _streams[copy]);
        }

        _underWay = true;
    }

    public void Step(ReadOnlySpan<int> actions)
    {
        Check(actions);
        ClearFlags();
        Advance(actions, []);
    }

    public void Step(ReadOnlySpan<double> actions)
    {
        Check(actions);
        ClearFlags();
        Advance([], actions);
    }

    public void PossibleActions(Span<bool> masks)
    {
        CheckLength(masks.Length, Description.Actions.Count * Count, nameof(masks));
        masks.Fill(true);
        Restrict(masks);
    }

    /// <summary>One number of every copy's observation, to write to: [count].</summary>
    protected Span<double> Observed(int quantity) => _observations.AsSpan(quantity * Count, Count);

    /// <summary>The rewards of the step, to write to: [count].</summary>
    protected Span<double> Paid => _rewards;

    /// <summary>Puts one copy in a first state and writes its first observation.</summary>
    protected abstract void Begin(int copy, RandomStream random);

    /// <summary>
    /// Moves every copy by one valid action, writes rewards and the observations that follow, and calls <see cref="End"/> for each copy whose
    /// episode is over.
    /// </summary>
    /// <param name="discrete">[count]; empty when actions are continuous.</param>
    /// <param name="continuous">[width of an action, count]; empty when actions are discrete.</param>
    protected abstract void Advance(ReadOnlySpan<int> discrete, ReadOnlySpan<double> continuous);

    /// <summary>Clears the entries of actions that are impossible now.</summary>
    /// <param name="masks">[number of discrete actions, count] all true on entry.</param>
    protected virtual void Restrict(Span<bool> masks)
    {
    }

    /// <summary>Ends a copy's episode with the observation that it has written, and begins the next.</summary>
    /// <param name="copy">Which copy.</param>
    /// <param name="terminated">The world ended the episode; otherwise the time limit did.</param>
    protected void End(int copy, bool terminated)
    {
        _flagged = true;
        (terminated ? _terminated : _truncated)[copy] = true;
        for (var at = copy; at < _observations.Length; at += Count)
        {
            _lastObservations[at] = _observations[at];
        }

        Begin(copy, _streams[copy]);
    }

    private void ClearFlags()
    {
        if (_flagged)
        {
            Array.Clear(_terminated);
            Array.Clear(_truncated);
            _flagged = false;
        }
    }

    private void Check(ReadOnlySpan<int> actions)
    {
        CheckUnderWay();
        if (Description.Actions is not DiscreteActions discrete)
        {
            throw new ArgumentException(
                $"{Description.Name}: actions are vectors of {Description.Actions.Width} numbers, but discrete actions were played.", nameof(actions));
        }

        CheckLength(actions.Length, Count, nameof(actions));
        var wrong = actions.IndexOfAnyExceptInRange(0, discrete.Count - 1);
        if (wrong >= 0)
        {
            throw new ArgumentException(
                $"{Description.Name}, copy {wrong}: action {actions[wrong]} does not exist; actions are 0 to {discrete.Count - 1}.", nameof(actions));
        }
    }

    private void Check(ReadOnlySpan<double> actions)
    {
        CheckUnderWay();
        if (Description.Actions is not BoxActions box)
        {
            throw new ArgumentException($"{Description.Name}: actions are discrete, but continuous actions were played.", nameof(actions));
        }

        CheckLength(actions.Length, box.Width * Count, nameof(actions));
        for (var i = 0; i < actions.Length; i++)
        {
            if (!double.IsFinite(actions[i]))
            {
                throw new ArgumentException(
                    $"{Description.Name}, copy {i % Count}: {box.Bounds[i / Count].Name} is {actions[i]}, but must be a finite number.", nameof(actions));
            }
        }
    }

    private void CheckUnderWay()
    {
        if (!_underWay)
        {
            throw new InvalidOperationException($"{Description.Name}: no episode is under way; call Reset before the first step.");
        }
    }

    private void CheckLength(int actual, int expected, string parameter)
    {
        if (actual != expected)
        {
            throw new ArgumentException($"{Description.Name}, {Count} copies: '{parameter}' has length {expected}, not {actual}.", parameter);
        }
    }
}
