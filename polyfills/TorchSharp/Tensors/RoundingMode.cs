namespace TorchSharp;

public static partial class torch
{
    /// <summary>How a quotient is made whole: not at all, towards zero, or downwards.</summary>
    public enum RoundingMode
    {
        None = 0,
        trunc = 1,
        floor = 2,
    }
}
