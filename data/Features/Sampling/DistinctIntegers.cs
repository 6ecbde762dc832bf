using System.Numerics;
using System.Runtime.InteropServices;

namespace ReAgent.Data.Features.Sampling;

/// <summary>
/// The different values of a feature, as long as all are whole numbers and there are few of them. Once there is a fraction, or one value
/// too many, it is known for good that the feature does not enumerate.
/// </summary>
/// <param name="limit">Most values that are listed.</param>
internal sealed class DistinctIntegers(int limit)
{
    // Whole numbers that an Int64 holds; larger float32 values could not be listed in possible_values.
    private const float Largest = 9.2e18f;

    // Up to here comparing with all listed values at once is faster than searching.
    private const int FewValues = 16;

    private float[] _values = new float[Math.Min(limit, 2)];
    private int _count;

    /// <summary>A fraction, or more than the limit of values, was seen.</summary>
    public bool Exceeded { get; private set; }

    /// <summary>The different values, ascending; empty when they exceed the limit.</summary>
    public ReadOnlySpan<float> Values => _values.AsSpan(0, _count);

    /// <param name="values">Finite values; no −0.</param>
    public void Add(ReadOnlySpan<float> values)
    {
        if (AreListed(values))
        {
            return;
        }

        foreach (var value in values)
        {
            Add(value);
            if (Exceeded)
            {
                return;
            }
        }
    }

    /// <param name="value">Finite; not −0.</param>
    public void Add(float value)
    {
        if (Exceeded)
        {
            return;
        }

        var at = Values.BinarySearch(value);
        if (at >= 0)
        {
            return;
        }

        if (_count == limit || !float.IsInteger(value) || Math.Abs(value) > Largest)
        {
            Exceed();
            return;
        }

        if (_count == _values.Length)
        {
            Array.Resize(ref _values, Math.Min(limit, 2 * _count));
        }

        _values.AsSpan(~at, _count - ~at).CopyTo(_values.AsSpan(~at + 1));
        _values[~at] = value;
        _count++;
    }

    public void Merge(DistinctIntegers other)
    {
        if (other.Exceeded)
        {
            Exceed();
        }
        else
        {
            Add(other.Values);
        }
    }

    /// <summary>Whether no value is new; false as well where finding out would take long.</summary>
    private bool AreListed(ReadOnlySpan<float> values)
    {
        if (_count > FewValues)
        {
            return false;
        }

        var listed = Values;
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        foreach (var part in vectors)
        {
            var found = Vector<int>.Zero;
            foreach (var value in listed)
            {
                found |= Vector.Equals(part, new Vector<float>(value));
            }

            if (!Vector.EqualsAll(found, Vector<int>.AllBitsSet))
            {
                return false;
            }
        }

        foreach (var value in values[(vectors.Length * Vector<float>.Count)..])
        {
            if (!listed.Contains(value))
            {
                return false;
            }
        }

        return true;
    }

    public void Exceed()
    {
        Exceeded = true;
        _count = 0;
        _values = [];
    }
}
