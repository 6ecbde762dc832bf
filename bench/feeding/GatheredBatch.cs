using ReAgent.Data.Batches;

namespace ReAgent.Bench.Feeding;

/// <summary>Memory for a batch of CartPole-like rows outside of tensors.</summary>
internal sealed class GatheredBatch(int size)
{
    private readonly float[] _state = new float[size * 4];
    private readonly float[] _next = new float[size * 4];
    private readonly float[][] _numbers = [.. Enumerable.Range(0, 5).Select(_ => new float[size])];
    private readonly long[] _action = new long[size];
    private readonly bool[][] _flags = [.. Enumerable.Range(0, 3).Select(_ => new bool[size * 2])];

    public BatchColumns Columns => new()
    {
        State = _state,
        NextState = _next,
        Reward = _numbers[0],
        NotTerminal = _numbers[1],
        TimeDiff = _numbers[2],
        Step = _numbers[3],
        ActionProbability = _numbers[4],
        Action = _action,
        ImpossibleActions = _flags[0],
        ImpossibleNextActions = _flags[1],
        UnloggedNextActions = _flags[2],
    };
}
