using ReAgent.Contracts.Randomness;
using ReAgent.Environments.Actions;

namespace ReAgent.Bench.Environments;

/// <summary>Random actions for 64 steps of every copy, drawn beforehand, so that drawing them is not measured.</summary>
internal sealed class RandomActions
{
    private const int Rounds = 64;
    private readonly int[] _indices;
    private readonly double[] _numbers;
    private readonly int _perStep, _numbersPerStep;
    private int _round;

    public RandomActions(ActionSpace actions, int copies)
    {
        var random = new RandomStream(1, "actions");
        _perStep = actions is DiscreteActions ? copies : 0;
        _numbersPerStep = actions.Width * copies;
        _indices = [.. Enumerable.Range(0, Rounds * _perStep).Select(_ => random.NextInt(actions.Count))];
        _numbers = [.. Enumerable.Range(0, Rounds * _numbersPerStep).Select(_ => random.NextDouble(-1, 1))];
    }

    public ReadOnlySpan<int> Indices => _indices.AsSpan(_round * _perStep, _perStep);

    public ReadOnlySpan<double> Numbers => _numbers.AsSpan(_round * _numbersPerStep, _numbersPerStep);

    public void Next() => _round = (_round + 1) % Rounds;
}
