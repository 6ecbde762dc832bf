namespace ReAgent.Bench.PyTorch;

/// <summary>What is learned: the network's widths, whether Q-learning is double, and the rows of a batch.</summary>
internal sealed record Problem(int[] Widths, bool Double, int Batch)
{
    internal static Problem Of(string name) => name switch
    {
        "small" => new([4, 128, 64, 2], true, 512),
        "large" => new([500, 256, 128, 20], false, 1024),
        _ => throw new ArgumentException($"There is no problem '{name}': small or large.", nameof(name)),
    };
}
