using ReAgent.Contracts.Randomness;
using ReAgent.Environments;
using ReAgent.Environments.Actions;
using ReAgent.Environments.Catalog;

namespace ReAgent.Bench.Environments;

/// <summary>Separate environments with an observation each.</summary>
internal sealed class PlayedOneByOne : IPlayed
{
    private readonly IEnvironment[] _environments;
    private readonly RandomStream[] _streams;
    private readonly double[] _observation, _continuous;
    private readonly RandomActions _actions;

    public PlayedOneByOne(string name, int copies)
    {
        _environments = [.. Enumerable.Range(0, copies).Select(_ => EnvironmentCatalog.BuiltIn.Create(name))];
        _streams = [.. Enumerable.Range(0, copies).Select(copy => new RandomStream(1, "bench", copy))];
        var description = _environments[0].Description;
        _observation = new double[description.ObservationSize];
        _continuous = new double[description.Actions.Width];
        _actions = new RandomActions(description.Actions, copies);
        for (var copy = 0; copy < copies; copy++)
        {
            _environments[copy].Reset(_streams[copy], _observation);
        }
    }

    public long Play(int steps)
    {
        var ended = 0L;
        for (var step = 0; step < steps; step++, _actions.Next())
        {
            for (var copy = 0; copy < _environments.Length; copy++)
            {
                if (_environments[copy].Step(Action(copy), _observation).Ended)
                {
                    _environments[copy].Reset(_streams[copy], _observation);
                    ended++;
                }
            }
        }

        return ended;
    }

    private EnvironmentAction Action(int copy)
    {
        if (!_actions.Indices.IsEmpty)
        {
            return EnvironmentAction.Discrete(_actions.Indices[copy]);
        }

        for (var i = 0; i < _continuous.Length; i++)
        {
            _continuous[i] = _actions.Numbers[(i * _environments.Length) + copy];
        }

        return EnvironmentAction.Continuous(_continuous);
    }
}
