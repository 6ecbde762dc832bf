using System.Buffers;

namespace ReAgent.Data.Columns;

/// <summary>
/// Arrays for the levels of one column at a time. The shared pool keeps some for every thread that ever returned one, which with millions of entries is
/// more than the rows themselves take; this one keeps a few in all.
/// </summary>
internal static class LevelArrays
{
    private const int LargestArray = 1 << 28;
    private const int KeptOfEachSize = 4;

    public static ArrayPool<int> Pool { get; } = ArrayPool<int>.Create(LargestArray, KeptOfEachSize);
}
