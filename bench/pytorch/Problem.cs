namespace ReAgent.Bench.PyTorch;

/// <summary>What deep Q-learning learns: the network's widths, whether it is double, the rows of a batch, and whether CPE learns beside it.</summary>
internal sealed record Problem(int[] Widths, bool Double, int Batch, bool Cpe = false)
{
    internal static Problem Of(string name) => name switch
    {
        "small" => new([4, 128, 64, 2], true, 512),
        "cpe" => new([4, 128, 64, 2], true, 512, Cpe: true),
        "large" => new([500, 256, 128, 20], false, 1024),
        _ => throw new ArgumentException($"There is no problem '{name}': small, cpe, large, sac or td3bc.", nameof(name)),
    };
}
