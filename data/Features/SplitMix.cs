namespace ReAgent.Data.Features;

/// <summary>The bit mixing of SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", 2014).</summary>
internal static class SplitMix
{
    /// <summary>Distance between successive states of the generator: 2⁶⁴ over the golden ratio.</summary>
    public const ulong Increment = 0x9E3779B97F4A7C15UL;

    /// <summary>The output for a state: a bijection that mixes every bit into every other.</summary>
    public static ulong Mix(ulong bits)
    {
        unchecked
        {
            bits += Increment;
            bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9UL;
            bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBUL;
            return bits ^ (bits >> 31);
        }
    }
}
