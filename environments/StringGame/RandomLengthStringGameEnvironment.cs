using ReAgent.Environments.Actions;
using ReAgent.Environments.Catalog;

namespace ReAgent.Environments.StringGame;

/// <summary>
/// Write letters, A (action 0) or B (1), until the game terminates: after an A with probability 0.5, after a B with 0.1, after the third letter
/// for certain. It pays at its end: 5 for "AAA", 4 for "BA". Looking three letters ahead A seems the better start; B is, with an expected 1.8
/// against 1.25.
/// </summary>
/// <remarks>ReAgent's StringGame-v1.</remarks>
[Environment("StringGame-v1", timeLimit: Letters)]
public sealed class RandomLengthStringGameEnvironment(string name, int timeLimit)
    : Simulation(new EnvironmentDescription(name, LastLetter.Quantities, new DiscreteActions(["0", "1"]), timeLimit))
{
    private const int Letters = 3;

    private string _written = "";

    protected override void Begin(Span<double> observation)
    {
        _written = "";
        LastLetter.Observe(_written, observation);
    }

    protected override (double Reward, bool Terminated) Advance(EnvironmentAction action, Span<double> next)
    {
        var letter = LastLetter.Of(action);
        _written += letter;
        LastLetter.Observe(_written, next);
        if (_written.Length < Letters && Random.NextDouble() >= (letter == 'A' ? 0.5 : 0.1))
        {
            return (0, false);
        }

        return (_written switch { "AAA" => 5, "BA" => 4, _ => 0 }, true);
    }
}
