using System.Collections.Generic;
using System.IO;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp;

public static class TensorExtensionMethods
{
    public static bool ToBoolean(this Tensor value) => value.Single().ToBoolean();

    public static byte ToByte(this Tensor value) => (byte)value.Single().ToInt64();

    public static sbyte ToSByte(this Tensor value) => (sbyte)value.Single().ToInt64();

    public static short ToInt16(this Tensor value) => (short)value.Single().ToInt64();

    public static int ToInt32(this Tensor value) => (int)value.Single().ToInt64();

    public static long ToInt64(this Tensor value) => value.Single().ToInt64();

    public static float ToSingle(this Tensor value) => (float)value.Single().ToDouble();

    public static double ToDouble(this Tensor value) => value.Single().ToDouble();

    /// <summary>The one element as a number.</summary>
    public static Scalar ToScalar(this Tensor value) => new(value.Single());

    /// <summary>A tensor of the given dimensions with a copy of the array, whose length they must multiply to.</summary>
    public static Tensor ToTensor<T>(this T[] rawArray, long[] dimensions, bool doCopy = false, bool requires_grad = false)
        where T : unmanaged => FromArray(rawArray, dimensions, null, null, requires_grad);

    public static Tensor ToTensor<T>(this T scalar, Device? device = null, bool requires_grad = false)
        where T : unmanaged => FromArray([scalar], [], null, device, requires_grad);

    public static Parameter AsParameter(this Tensor tensor, bool requires_grad = true) => new(tensor, requires_grad);

    /// <summary>Moves tensors to the scope around their own.</summary>
    public static T MoveToOuterDisposeScope<T>(this T disposable)
        where T : Tensor
    {
        disposable.OwningDisposeScope?.MoveToOuter(disposable);
        return disposable;
    }

    /// <summary>Takes a tensor out of its scope: from now on only Dispose (or the finalizer) frees it.</summary>
    public static T DetachFromDisposeScope<T>(this T disposable)
        where T : Tensor
    {
        disposable.OwningDisposeScope?.Detach(disposable);
        return disposable;
    }

    public static IEnumerable<T> MoveToOuterDisposeScope<T>(this IEnumerable<T> disposables)
        where T : Tensor
    {
        foreach (T disposable in disposables)
        {
            disposable.MoveToOuterDisposeScope();
        }
        return disposables;
    }

    public static IEnumerable<T> DetachFromDisposeScope<T>(this IEnumerable<T> disposables)
        where T : Tensor
    {
        foreach (T disposable in disposables)
        {
            disposable.DetachFromDisposeScope();
        }
        return disposables;
    }

    public static void Save(this Tensor tensor, BinaryWriter writer) => TensorFormat.Write(writer, tensor);

    public static void Save(this Tensor tensor, Stream stream)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        tensor.Save(writer);
    }

    public static void Save(this Tensor tensor, string location)
    {
        using FileStream stream = File.Create(location);
        tensor.Save(stream);
    }

    /// <summary>Reads values saved by <see cref="Save(Tensor, BinaryWriter)"/> into this tensor, whose type and shape they must
    /// have.</summary>
    public static void Load(this Tensor tensor, BinaryReader reader, bool skip = false) => TensorFormat.ReadInto(reader, tensor, skip);
}
