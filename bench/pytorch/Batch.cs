using static TorchSharp.torch;

namespace ReAgent.Bench.PyTorch;

/// <summary>A fixed batch of random transitions: states [B, 4], actions and the rest [B, 1].</summary>
internal sealed record Batch(Tensor State, Tensor Action, Tensor Reward, Tensor NextState, Tensor NotTerminal)
{
    internal static Batch Random(long size) => new(
        randn(size, 4),
        randint(0, 2, new long[] { size, 1 }),
        randn(size, 1),
        randn(size, 4),
        rand(size, 1).gt(0.05).@float());
}
