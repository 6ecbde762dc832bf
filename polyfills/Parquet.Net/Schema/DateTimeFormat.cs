namespace Parquet.Schema;

/// <summary>How a <see cref="System.DateTime"/> is stored.</summary>
public enum DateTimeFormat
{
    /// <summary>INT96: nanoseconds of the day, then the Julian day.</summary>
    Impala,

    /// <summary>INT64 milliseconds since 1970-01-01.</summary>
    DateAndTime,

    /// <summary>INT64 microseconds since 1970-01-01.</summary>
    DateAndTimeMicros,

    /// <summary>INT32 days since 1970-01-01.</summary>
    Date,

    /// <summary>INT64 in the unit of the field since 1970-01-01, annotated as TIMESTAMP only.</summary>
    Timestamp,
}
