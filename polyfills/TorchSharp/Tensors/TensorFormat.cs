using System;
using System.IO;
using System.Linq;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>How a tensor lies in a file: its element type, its rank, its extents (each a LEB128 integer), then its elements, row-major and
/// little-endian.</summary>
internal static class TensorFormat
{
    internal static void Write(BinaryWriter writer, Tensor tensor)
    {
        using Tensor row = tensor.detach();
        using Tensor host = row.cpu();
        using Tensor plain = host.contiguous();
        writer.Write7BitEncodedInt((int)tensor.dtype);
        long[] shape = tensor.shape;
        writer.Write7BitEncodedInt(shape.Length);
        foreach (long extent in shape)
        {
            writer.Write7BitEncodedInt64(extent);
        }
        writer.Write(plain.bytes);
        GC.KeepAlive(plain);
    }

    internal static Tensor Read(BinaryReader reader)
    {
        (ScalarType type, long[] shape) = ReadHeader(reader);
        Tensor made = empty(shape, type);
        ReadElements(reader, made);
        return made;
    }

    internal static void ReadInto(BinaryReader reader, Tensor target, bool skip)
    {
        (ScalarType type, long[] shape) = ReadHeader(reader);
        if (!skip && (type != target.dtype || !shape.SequenceEqual(target.shape)))
        {
            throw new ArgumentException(
                $"Mismatched tensors: the saved one is {type} [{string.Join(", ", shape)}], and the one to load into is {target.dtype} [{string.Join(", ", target.shape)}].");
        }
        using Tensor saved = empty(shape, type);
        ReadElements(reader, saved);
        if (!skip)
        {
            using (no_grad())
            {
                target.copy_(saved);
            }
        }
    }

    internal static void Skip(BinaryReader reader)
    {
        (ScalarType type, long[] shape) = ReadHeader(reader);
        using Tensor saved = empty(shape, type);
        ReadElements(reader, saved);
    }

    private static (ScalarType Type, long[] Shape) ReadHeader(BinaryReader reader)
    {
        var type = (ScalarType)reader.Read7BitEncodedInt();
        int rank = reader.Read7BitEncodedInt();
        if (!Enum.IsDefined(type) || rank is < 0 or > 64)
        {
            throw new InvalidDataException($"This is no saved tensor: element type {(int)type}, rank {rank}.");
        }
        var shape = new long[rank];
        for (int d = 0; d < rank; d++)
        {
            shape[d] = reader.Read7BitEncodedInt64();
        }
        return (type, shape);
    }

    private static void ReadElements(BinaryReader reader, Tensor target)
    {
        Span<byte> bytes = target.bytes;
        while (bytes.Length > 0)
        {
            int count = reader.Read(bytes);
            if (count == 0)
            {
                throw new EndOfStreamException($"The saved tensor ends {bytes.Length} bytes too early.");
            }
            bytes = bytes[count..];
        }
        GC.KeepAlive(target);
    }
}
