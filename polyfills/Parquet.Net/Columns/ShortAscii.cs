using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Parquet.Columns;

/// <summary>
/// Narrows ASCII text of 4 to 16 characters by two overlapping loads: no loop, and so no branch that depends on the exact length. Short names
/// of mixed lengths are what string columns mostly hold.
/// </summary>
internal static class ShortAscii
{
    /// <summary>False, with nothing of worth written, when the text has another length or is not ASCII.</summary>
    public static bool TryNarrow(ReadOnlySpan<char> chars, Span<byte> target, out int length)
    {
        length = chars.Length;
        if (length is < 4 or > 16 || target.Length < 16)
        {
            return false;
        }

        ref ushort from = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(chars));
        ref byte to = ref MemoryMarshal.GetReference(target);
        if (length >= 8)
        {
            Vector128<ushort> head = Vector128.LoadUnsafe(ref from);
            Vector128<ushort> tail = Vector128.LoadUnsafe(ref from, (nuint)(length - 8));
            Unsafe.WriteUnaligned(ref to, Narrow(head).ToScalar());
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, length - 8), Narrow(tail).ToScalar());
            return ((head | tail) & Vector128.Create((ushort)0xff80)) == Vector128<ushort>.Zero;
        }

        ulong first = Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<ushort, byte>(ref from));
        ulong last = Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<ushort, byte>(ref Unsafe.Add(ref from, length - 4)));
        Unsafe.WriteUnaligned(ref to, (uint)Narrow(Vector128.CreateScalar(first).AsUInt16()).ToScalar());
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, length - 4), (uint)Narrow(Vector128.CreateScalar(last).AsUInt16()).ToScalar());
        return ((first | last) & 0xff80_ff80_ff80_ff80) == 0;
    }

    private static Vector128<ulong> Narrow(Vector128<ushort> chars) => Vector128.Narrow(chars, chars).AsUInt64();
}
