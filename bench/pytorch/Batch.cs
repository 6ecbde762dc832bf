using static TorchSharp.torch;

namespace ReAgent.Bench.PyTorch;

/// <summary>A fixed batch of random transitions: states [B, S], actions and the rest [B, 1].</summary>
internal sealed record Batch(Tensor State, Tensor Action, Tensor Reward, Tensor NextState, Tensor NotTerminal)
{
    internal static Batch[] Several(Problem problem) => [.. Enumerable.Range(0, 8).Select(_ => Random(problem))];

    private static Batch Random(Problem problem) => new(
        randn(problem.Batch, problem.Widths[0]),
        randint(0, problem.Widths[^1], new long[] { problem.Batch, 1 }),
        randn(problem.Batch, 1),
        randn(problem.Batch, problem.Widths[0]),
        rand(problem.Batch, 1).gt(0.05).@float());
}
