namespace Parquet.Schema;

/// <summary>Unit of a stored timestamp.</summary>
public enum DateTimeTimeUnit
{
    Millis,
    Micros,
    Nanos,
}
