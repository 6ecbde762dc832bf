using System.Data.Common;

namespace Orleans.Configuration;

/// <summary>Reminders in a table of a database.</summary>
public class AdoNetReminderTableOptions
{
    /// <summary>Invariant name of the ADO.NET provider: "Npgsql" or "System.Data.SQLite".</summary>
    public string Invariant { get; set; } = "";

    /// <summary>Where the database is.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Source of connections, in the place of <see cref="ConnectionString"/>.</summary>
    public DbDataSource? DataSource { get; set; }
}
