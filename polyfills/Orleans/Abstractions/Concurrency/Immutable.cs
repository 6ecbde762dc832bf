namespace Orleans.Concurrency;

/// <summary>A value that nobody changes any more, so calls pass it without a copy.</summary>
[GenerateSerializer, Orleans.Immutable]
public readonly struct Immutable<T>
{
    /// <summary>The value.</summary>
    [Id(0)]
    public readonly T Value;

    /// <summary>Promises that <paramref name="value"/> does not change any more.</summary>
    public Immutable(T value) => Value = value;
}
