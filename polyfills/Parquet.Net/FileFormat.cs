namespace Parquet;

/// <summary>The outermost frame of a file: <c>PAR1</c>, row groups, footer, footer length (4 bytes), <c>PAR1</c>.</summary>
internal static class FileFormat
{
    public const int TailLength = 8;

    public static ReadOnlyMemory<byte> Magic { get; } = "PAR1"u8.ToArray();

    public static ReadOnlyMemory<byte> EncryptedMagic { get; } = "PARE"u8.ToArray();
}
