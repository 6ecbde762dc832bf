using System.Runtime.InteropServices;

namespace Parquet.Columns;

/// <summary>Days since 1970-01-01 as <see cref="DateOnly"/>.</summary>
internal readonly struct EpochDay : IConversion<DateOnly, int>
{
    private const int Epoch = 719_162;

    public int Store(DateOnly value) => value.DayNumber - Epoch;

    public DateOnly Load(int stored) =>
        (long)stored + Epoch is >= 0 and <= 3_652_058 and var day
            ? DateOnly.FromDayNumber((int)day)
            : throw new ParquetException($"The date {stored} days after 1970-01-01 is outside the years 1 to 9999");
}

/// <summary>Days since 1970-01-01 as <see cref="DateTime"/> at midnight.</summary>
internal readonly struct EpochDayTime : IConversion<DateTime, int>
{
    public int Store(DateTime value) => default(EpochDay).Store(DateOnly.FromDateTime(value));

    public DateTime Load(int stored) => default(EpochDay).Load(stored).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
}

/// <summary>A count of units since 1970-01-01.</summary>
/// <param name="ticks">100 ns ticks of a unit when it is a tick or longer, otherwise 0.</param>
/// <param name="isUtc">Whether the column holds instants rather than local times.</param>
internal readonly struct EpochTime(long ticks, bool isUtc) : IConversion<DateTime, long>
{
    private const long NanosecondsPerTick = 100;

    public long Store(DateTime value)
    {
        long since = Ticks(value, isUtc) - DateTime.UnixEpoch.Ticks;
        return ticks > 0 ? Math.DivRem(since, ticks) is { Remainder: < 0, Quotient: var below } ? below - 1 : since / ticks : checked(since * NanosecondsPerTick);
    }

    public DateTime Load(long stored)
    {
        Int128 since = ticks > 0 ? (Int128)stored * ticks : stored / NanosecondsPerTick;
        return FromTicks(since + DateTime.UnixEpoch.Ticks, isUtc);
    }

    internal static long Ticks(DateTime value, bool isUtc) => isUtc && value.Kind == DateTimeKind.Local ? value.ToUniversalTime().Ticks : value.Ticks;

    internal static DateTime FromTicks(Int128 all, bool isUtc) =>
        all >= DateTime.MinValue.Ticks && all <= DateTime.MaxValue.Ticks
            ? new DateTime((long)all, isUtc ? DateTimeKind.Utc : DateTimeKind.Unspecified)
            : throw new ParquetException($"The timestamp of {all} ticks is outside the years 1 to 9999");
}

/// <summary>The 12 bytes of INT96: nanoseconds of the day, then the Julian day number.</summary>
internal readonly struct JulianTime : IConversion<DateTime, JulianTime.Stored>
{
    /// <summary>Julian day number of 0001-01-01 (proleptic Gregorian), whose ticks are zero.</summary>
    private const int FirstDay = 1_721_426;

    public Stored Store(DateTime value)
    {
        long ticks = EpochTime.Ticks(value, isUtc: true);
        return new Stored(ticks % TimeSpan.TicksPerDay * 100, (int)(ticks / TimeSpan.TicksPerDay) + FirstDay);
    }

    public DateTime Load(Stored stored) =>
        EpochTime.FromTicks(((Int128)(stored.Day - FirstDay) * TimeSpan.TicksPerDay) + (stored.Nanoseconds / 100), isUtc: true);

    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    internal readonly record struct Stored(long Nanoseconds, int Day);
}
