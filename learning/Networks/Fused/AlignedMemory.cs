using System.Runtime.InteropServices;

namespace ReAgent.Learning.Networks.Fused;

/// <summary>Floats that begin at a cache line and never move, zero at first.</summary>
internal sealed class AlignedMemory
{
    private const int LineBytes = 64;

    private readonly float[] _array;
    private readonly int _start;
    private readonly int _length;

    public AlignedMemory(int length)
    {
        _length = length;
        _array = GC.AllocateArray<float>(length + (LineBytes / sizeof(float)), pinned: true);
        _start = (int)(-Marshal.UnsafeAddrOfPinnedArrayElement(_array, 0) & (LineBytes - 1)) / sizeof(float);
    }

    public Span<float> Span => _array.AsSpan(_start, _length);
}
