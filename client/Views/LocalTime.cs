using System.Globalization;

namespace ReAgent.Client.Views;

/// <summary>Times for people, in their zone.</summary>
internal sealed class LocalTime(TimeZoneInfo zone, TimeProvider time)
{
    /// <summary><c>14:03:07</c> for today, <c>2026-03-01 14:03</c> for other days, empty for never.</summary>
    public string Of(DateTime utc)
    {
        if (utc == default)
        {
            return "";
        }

        var local = In(utc);
        return local.Date == In(time.GetUtcNow().UtcDateTime).Date
            ? local.ToString("HH:mm:ss", CultureInfo.InvariantCulture)
            : local.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }

    private DateTime In(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone);
}
