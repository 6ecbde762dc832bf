using System.Numerics;
using ReAgent.Contracts.Randomness;

namespace ReAgent.Data.Batches;

/// <summary>
/// A pseudo-random order of 0 … count−1 that is computed, not stored: any position can be asked for, in constant time and memory, so an order of
/// billions of rows costs as little as one of ten. A pure function of (seed, purpose, index, count).
/// </summary>
/// <remarks>
/// A Feistel network (Luby and Rackoff, 1988) over the next power of two, with cycle walking (Black and Rogaway, 2002): what falls outside goes
/// through again, less than twice on average. Small counts use a domain of at least 2¹⁰, where halves are wide enough to mix.
/// </remarks>
public sealed class Permutation
{
    private const int Rounds = 8;
    private const int FewestBits = 10;

    private readonly ulong[] _keys = new ulong[Rounds];
    private readonly int _rightBits;
    private readonly ulong _leftMask;
    private readonly ulong _rightMask;
    private readonly ulong _count;

    /// <param name="count">How many numbers are put in order.</param>
    /// <param name="seed">Seed of the experiment.</param>
    /// <param name="purpose">What the order is for.</param>
    /// <param name="index">Which of several orders for that purpose.</param>
    public Permutation(long count, ulong seed, string purpose, long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _count = (ulong)count;
        var bits = Math.Max(FewestBits, 64 - BitOperations.LeadingZeroCount((ulong)Math.Max(1, count - 1)));
        _rightBits = bits / 2;
        _rightMask = (1UL << _rightBits) - 1;
        _leftMask = (1UL << (bits - _rightBits)) - 1;
        var stream = new RandomStream(seed, purpose, index);
        for (var round = 0; round < Rounds; round++)
        {
            _keys[round] = stream.NextUInt64();
        }
    }

    /// <summary>How many numbers are put in order.</summary>
    public long Count => (long)_count;

    /// <summary>The number at a position.</summary>
    /// <param name="position">0 … count−1.</param>
    public long this[long position]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((ulong)position, _count, nameof(position));
            var value = (ulong)position;
            do
            {
                value = Forward(value);
            }
            while (value >= _count);
            return (long)value;
        }
    }

    /// <summary>The position at which a number stands.</summary>
    /// <param name="number">0 … count−1.</param>
    public long PositionOf(long number)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((ulong)number, _count, nameof(number));
        var value = (ulong)number;
        do
        {
            value = Backward(value);
        }
        while (value >= _count);
        return (long)value;
    }

    // The halves may differ by a bit, so they are not swapped: each in turn is changed by the other.
    private ulong Forward(ulong value)
    {
        var (left, right) = (value >> _rightBits, value & _rightMask);
        for (var round = 0; round < Rounds; round += 2)
        {
            left ^= Mix(right ^ _keys[round]) & _leftMask;
            right ^= Mix(left ^ _keys[round + 1]) & _rightMask;
        }

        return (left << _rightBits) | right;
    }

    private ulong Backward(ulong value)
    {
        var (left, right) = (value >> _rightBits, value & _rightMask);
        for (var round = Rounds - 2; round >= 0; round -= 2)
        {
            right ^= Mix(left ^ _keys[round + 1]) & _rightMask;
            left ^= Mix(right ^ _keys[round]) & _leftMask;
        }

        return (left << _rightBits) | right;
    }

    private static ulong Mix(ulong value)
    {
        value *= 0x9E3779B97F4A7C15;
        value ^= value >> 32;
        value *= 0xD6E8FEB86659FD93;
        return value ^ (value >> 32);
    }
}
