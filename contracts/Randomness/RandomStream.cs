using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace ReAgent.Contracts.Randomness;

/// <summary>
/// A reproducible stream of random numbers, named by what it is for. Two streams with the same (seed, purpose, index) give the same
/// numbers on every machine, thread and silo; streams that differ in any of the three are independent.
/// </summary>
/// <remarks>
/// xoshiro256** 1.0 (Blackman and Vigna, 2018), seeded with SHA-256 of (seed, purpose, index). Not for cryptography.
/// The state can be saved and restored, so that a resumed computation continues with the next number.
/// </remarks>
public sealed class RandomStream
{
    private ulong _a, _b, _c, _d;
    private double _spareGaussian = double.NaN;

    /// <param name="seed">Seed of the experiment.</param>
    /// <param name="purpose">What the numbers are for, for example <c>collect</c> or <c>train/shuffle</c>.</param>
    /// <param name="index">Which of several streams for that purpose: a collector's, an epoch's, an episode's.</param>
    public RandomStream(ulong seed, string purpose, long index = 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(purpose);
        Span<byte> key = stackalloc byte[16 + Encoding.UTF8.GetMaxByteCount(purpose.Length)];
        BinaryPrimitives.WriteUInt64LittleEndian(key, seed);
        BinaryPrimitives.WriteInt64LittleEndian(key[8..], index);
        var length = 16 + Encoding.UTF8.GetBytes(purpose, key[16..]);
        Span<byte> state = stackalloc byte[32];
        SHA256.HashData(key[..length], state);
        Restore(state);
    }

    private RandomStream()
    {
    }

    /// <summary>Continues a stream from bytes that <see cref="Save"/> returned.</summary>
    /// <exception cref="ArgumentException">The bytes are not a saved state (40 bytes).</exception>
    public static RandomStream From(ReadOnlySpan<byte> saved)
    {
        if (saved.Length != 40)
        {
            throw new ArgumentException($"A saved random stream has 40 bytes, not {saved.Length}.", nameof(saved));
        }

        var stream = new RandomStream();
        stream.Restore(saved[..32]);
        stream._spareGaussian = BinaryPrimitives.ReadDoubleLittleEndian(saved[32..]);
        return stream;
    }

    /// <summary>The whole state, 40 bytes: pass it to <see cref="From"/> to continue with the next number.</summary>
    public byte[] Save()
    {
        var saved = new byte[40];
        BinaryPrimitives.WriteUInt64LittleEndian(saved, _a);
        BinaryPrimitives.WriteUInt64LittleEndian(saved.AsSpan(8), _b);
        BinaryPrimitives.WriteUInt64LittleEndian(saved.AsSpan(16), _c);
        BinaryPrimitives.WriteUInt64LittleEndian(saved.AsSpan(24), _d);
        BinaryPrimitives.WriteDoubleLittleEndian(saved.AsSpan(32), _spareGaussian);
        return saved;
    }

    /// <summary>64 uniform bits.</summary>
    public ulong NextUInt64()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1), with 53 random bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [low, high).</summary>
    public double NextDouble(double low, double high) => low + ((high - low) * NextDouble());

    /// <summary>Uniform in {0, …, bound − 1}, without modulo bias (Lemire, 2019).</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bound"/> is not positive.</exception>
    public int NextInt(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        var range = (ulong)bound;
        var threshold = unchecked(0UL - range) % range;
        while (true)
        {
            var high = Math.BigMul(NextUInt64(), range, out var low);
            if (low >= threshold)
            {
                return (int)high;
            }
        }
    }

    /// <summary>Standard normal, by the polar method (Marsaglia, 1964).</summary>
    public double NextGaussian()
    {
        if (!double.IsNaN(_spareGaussian))
        {
            var spare = _spareGaussian;
            _spareGaussian = double.NaN;
            return spare;
        }

        while (true)
        {
            var u = (2 * NextDouble()) - 1;
            var v = (2 * NextDouble()) - 1;
            var s = (u * u) + (v * v);
            if (s is > 0 and < 1)
            {
                var scale = Math.Sqrt(-2 * Math.Log(s) / s);
                _spareGaussian = v * scale;
                return u * scale;
            }
        }
    }

    /// <summary>Puts the items in a uniformly random order (Fisher–Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var last = items.Length - 1; last > 0; last--)
        {
            var other = NextInt(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    private void Restore(ReadOnlySpan<byte> state)
    {
        _a = BinaryPrimitives.ReadUInt64LittleEndian(state);
        _b = BinaryPrimitives.ReadUInt64LittleEndian(state[8..]);
        _c = BinaryPrimitives.ReadUInt64LittleEndian(state[16..]);
        _d = BinaryPrimitives.ReadUInt64LittleEndian(state[24..]);
    }
}
