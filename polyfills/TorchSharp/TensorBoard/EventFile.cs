using System;
using System.Buffers.Binary;
using System.IO;

namespace TorchSharp.TensorBoard;

/// <summary>A TensorBoard event file: TFRecord frames (length, its checksum, data, its checksum), each holding one
/// tensorflow.Event.</summary>
internal sealed class EventFile
{
    private readonly string path;

    internal EventFile(string path, double wallTime)
    {
        this.path = path;
        Append(new ProtobufWriter().Double(1, wallTime).Text(3, "brain.Event:2"));
    }

    /// <summary>Opens, appends and closes, so that readers always see whole records.</summary>
    internal void Append(ProtobufWriter record)
    {
        ReadOnlySpan<byte> data = record.Written;
        var frame = new byte[sizeof(ulong) + sizeof(uint) + data.Length + sizeof(uint)];
        BinaryPrimitives.WriteUInt64LittleEndian(frame, (ulong)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(8), Crc32C.Masked(frame.AsSpan(0, 8)));
        data.CopyTo(frame.AsSpan(12));
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(12 + data.Length), Crc32C.Masked(data));
        using var stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        stream.Write(frame);
    }
}
