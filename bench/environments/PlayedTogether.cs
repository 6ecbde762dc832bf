using ReAgent.Environments.Catalog;
using ReAgent.Environments.Vector;

namespace ReAgent.Bench.Environments;

/// <summary>The vector form.</summary>
internal sealed class PlayedTogether : IPlayed
{
    private readonly IVectorEnvironment _vector;
    private readonly RandomActions _actions;

    public PlayedTogether(string name, int copies)
    {
        _vector = EnvironmentCatalog.BuiltIn.CreateVector(name, copies);
        _actions = new RandomActions(_vector.Description.Actions, copies);
        _vector.Reset(seed: 1, "bench");
    }

    public long Play(int steps)
    {
        var ended = 0L;
        for (var step = 0; step < steps; step++)
        {
            if (_actions.Indices.IsEmpty)
            {
                _vector.Step(_actions.Numbers);
            }
            else
            {
                _vector.Step(_actions.Indices);
            }

            _actions.Next();
            ended += _vector.Terminated.Count(true) + _vector.Truncated.Count(true);
        }

        return ended;
    }
}
