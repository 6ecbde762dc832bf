using ReAgent.Environments.Actions;
using ReAgent.Environments.Catalog;

namespace ReAgent.Environments.StringGame;

/// <summary>
/// Write six letters, A (action 0) or B (1). A letter that completes "ABB" pays 5, one that completes "BBB" costs 5. Only the last letter is
/// observed, so that the best string, ABBABB with 10, takes a memory. The sixth letter terminates the game.
/// </summary>
/// <remarks>ReAgent's StringGame-v0: a partially observed game for world models.</remarks>
[Environment("StringGame-v0", timeLimit: Letters)]
public sealed class StringGameEnvironment(string name, int timeLimit)
    : Simulation(new EnvironmentDescription(name, LastLetter.Quantities, new DiscreteActions(["0", "1"]), timeLimit))
{
    private const int Letters = 6;

    private string _written = "";

    protected override void Begin(Span<double> observation)
    {
        _written = "";
        LastLetter.Observe(_written, observation);
    }

    protected override (double Reward, bool Terminated) Advance(EnvironmentAction action, Span<double> next)
    {
        _written += LastLetter.Of(action);
        LastLetter.Observe(_written, next);
        var reward = _written switch
        {
            [.., 'A', 'B', 'B'] => 5,
            [.., 'B', 'B', 'B'] => -5,
            _ => 0,
        };
        return (reward, _written.Length == Letters);
    }
}
