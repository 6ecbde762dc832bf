namespace ReAgent.Learning.Checkpoints;

/// <summary>Types of elements in a tensor file, named as the safetensors format names them.</summary>
public enum TensorType
{
    /// <summary>Bytes.</summary>
    U8,

    /// <summary>64-bit signed integers.</summary>
    I64,

    /// <summary>32-bit floating point.</summary>
    F32,

    /// <summary>64-bit floating point.</summary>
    F64,
}

/// <summary>Sizes of the element types.</summary>
public static class TensorTypes
{
    /// <summary>Bytes per element.</summary>
    public static int Size(this TensorType type) => type switch
    {
        TensorType.U8 => 1,
        TensorType.F32 => 4,
        _ => 8,
    };
}
