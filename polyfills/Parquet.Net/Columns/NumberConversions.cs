using System.Numerics;
using System.Runtime.CompilerServices;

namespace Parquet.Columns;

/// <summary>Integers narrower than 32 bits are stored in 32; what a file holds beyond the type's range is cut to its low bits.</summary>
internal readonly struct NarrowInteger<T> : IConversion<T, int>
    where T : IBinaryInteger<T>
{
    public int Store(T value) => int.CreateTruncating(value);

    public T Load(int stored) => T.CreateTruncating(stored);
}

/// <summary>A GUID as 16 bytes, big endian.</summary>
internal readonly struct GuidBytes : IConversion<Guid, GuidBytes.Stored>
{
    public Stored Store(Guid value)
    {
        Stored stored = default;
        value.TryWriteBytes(stored, bigEndian: true, out _);
        return stored;
    }

    public Guid Load(Stored stored) => new(stored, bigEndian: true);

    [InlineArray(16)]
    internal struct Stored
    {
        private byte _first;
    }
}

/// <summary>A decimal as an integer of 32 or 64 bits that counts units of <c>10^-scale</c>.</summary>
internal readonly struct ScaledInteger<TStored>(DecimalScale scale) : IConversion<decimal, TStored>
    where TStored : unmanaged, IBinaryInteger<TStored>
{
    public TStored Store(decimal value) => TStored.CreateChecked(scale.Unscale(value));

    public decimal Load(TStored stored) => scale.Apply(BigInteger.CreateChecked(stored));
}
