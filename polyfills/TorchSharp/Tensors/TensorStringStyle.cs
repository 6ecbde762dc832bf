namespace TorchSharp;

/// <summary>How a tensor prints: what it is, or its elements in the manner of Julia, NumPy or C#.</summary>
public enum TensorStringStyle
{
    Default,
    Metadata,
    Julia,
    Numpy,
    CSharp,
}
