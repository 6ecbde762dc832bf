namespace Parquet.Data;

/// <summary>What the footer tells of a column chunk. Bounds have the type of the column's values, text and byte arrays as string and byte[].</summary>
public class DataColumnStatistics
{
    internal DataColumnStatistics(long? nullCount, long? distinctCount, object? minValue, object? maxValue)
    {
        NullCount = nullCount;
        DistinctCount = distinctCount;
        MinValue = minValue;
        MaxValue = maxValue;
    }

    public long? NullCount { get; }

    public long? DistinctCount { get; }

    public object? MinValue { get; }

    public object? MaxValue { get; }
}
