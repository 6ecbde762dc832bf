using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A shape: the extent of each dimension.</summary>
    public readonly struct Size(long[] shape) : IEnumerable<long>, IEquatable<Size>
    {
        private readonly long[] shape = shape;

        public Size(IEnumerable<long> shape)
            : this(shape.ToArray())
        {
        }

        public Size(int[] shape)
            : this(shape.Select(extent => (long)extent).ToArray())
        {
        }

        public static Size Empty { get; } = new(Array.Empty<long>());

        public int Length => Shape.Length;

        public bool IsEmpty => Length == 0;

        /// <summary>A shape without dimensions is that of a single element.</summary>
        public bool IsScalar => Length == 0;

        internal long[] Shape => shape ?? [];

        public long this[int index] => Shape[index];

        public long numel() => Shape.Aggregate(1L, (product, extent) => product * extent);

        public Size Slice(int first, int next) => new(Shape[first..next]);

        public long[] ToArray() => [.. Shape];

        public static implicit operator Size(long[] shape) => new(shape);

        public static implicit operator Size(int size) => new([(long)size]);

        public static implicit operator Size(long size) => new([size]);

        public static implicit operator Size((long, long) size) => new([size.Item1, size.Item2]);

        public static implicit operator Size((long, long, long) size) => new([size.Item1, size.Item2, size.Item3]);

        public static Size operator +(Size left, Size right) => new([.. left.Shape, .. right.Shape]);

        public static bool operator ==(Size left, Size right) => left.Equals(right);

        public static bool operator !=(Size left, Size right) => !left.Equals(right);

        public bool Equals(Size other) => Shape.AsSpan().SequenceEqual(other.Shape);

        public override bool Equals(object? obj) => obj is Size other && Equals(other);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            foreach (long extent in Shape)
            {
                hash.Add(extent);
            }
            return hash.ToHashCode();
        }

        public override string ToString() => $"[{string.Join(", ", Shape)}]";

        public IEnumerator<long> GetEnumerator() => ((IEnumerable<long>)Shape).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
