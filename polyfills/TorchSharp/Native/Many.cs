using System.Runtime.InteropServices.Marshalling;
using static TorchSharp.torch;

namespace TorchSharp.Native;

// Tensors that a call made together. A place without a tensor (an unused gradient) is null.
[NativeMarshalling(typeof(ManyMarshaller))]
internal readonly struct Many(Tensor?[] items)
{
    internal Tensor[] Items => items!;

    internal Tensor?[] Sparse => items;
}

[CustomMarshaller(typeof(Many), MarshalMode.ManagedToUnmanagedOut, typeof(ManyMarshaller))]
internal static class ManyMarshaller
{
    public static Many ConvertToManaged(nint list)
    {
        if (list == 0)
        {
            throw LibTorch.LastError();
        }
        var items = new Tensor?[LibTorch.list_count(list)];
        for (int i = 0; i < items.Length; i++)
        {
            nint handle = LibTorch.list_take(list, i);
            items[i] = handle != 0 ? new Tensor(handle) : null;
        }
        LibTorch.list_free(list);
        return new Many(items);
    }
}
