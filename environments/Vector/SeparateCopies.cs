using ReAgent.Contracts.Randomness;
using ReAgent.Environments.Actions;

namespace ReAgent.Environments.Vector;

/// <summary>Steps separate instances one after the other: the vector form of every environment that has no faster one.</summary>
internal sealed class SeparateCopies : VectorSimulation
{
    private readonly IReadOnlyList<IEnvironment> _copies;
    private readonly double[] _observation, _action;
    private readonly bool[] _mask;

    /// <param name="copies">Instances of one environment.</param>
    public SeparateCopies(IReadOnlyList<IEnvironment> copies)
        : base(copies[0].Description, copies.Count)
    {
        _copies = copies;
        _observation = new double[Description.ObservationSize];
        _action = new double[Description.Actions.Width];
        _mask = new bool[Description.Actions.Count];
    }

    protected override void Begin(int copy, RandomStream random)
    {
        _copies[copy].Reset(random, _observation);
        Show(copy);
    }

    protected override void Advance(ReadOnlySpan<int> discrete, ReadOnlySpan<double> continuous)
    {
        for (var copy = 0; copy < Count; copy++)
        {
            for (var i = 0; i < _action.Length; i++)
            {
                _action[i] = continuous[(i * Count) + copy];
            }

            var action = discrete.IsEmpty ? EnvironmentAction.Continuous(_action) : EnvironmentAction.Discrete(discrete[copy]);
            var step = _copies[copy].Step(action, _observation);
            Paid[copy] = step.Reward;
            Show(copy);
            if (step.Ended)
            {
                End(copy, step.Terminated);
            }
        }
    }

    protected override void Restrict(Span<bool> masks)
    {
        for (var copy = 0; copy < Count; copy++)
        {
            _copies[copy].PossibleActions(_mask);
            for (var action = 0; action < _mask.Length; action++)
            {
                masks[(action * Count) + copy] = _mask[action];
            }
        }
    }

    private void Show(int copy)
    {
        for (var quantity = 0; quantity < _observation.Length; quantity++)
        {
            Observed(quantity)[copy] = _observation[quantity];
        }
    }
}
