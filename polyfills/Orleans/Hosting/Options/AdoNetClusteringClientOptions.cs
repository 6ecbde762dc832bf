using System.Data.Common;

namespace Orleans.Configuration;

/// <summary>A cluster whose membership is a table of a database, for its clients.</summary>
public class AdoNetClusteringClientOptions
{
    /// <summary>Where the database is.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Invariant name of the ADO.NET provider: "Npgsql", or "System.Data.SQLite" for clients on the silos' machine.</summary>
    public string Invariant { get; set; } = "";

    /// <summary>Source of connections, in the place of <see cref="ConnectionString"/>.</summary>
    public DbDataSource? DataSource { get; set; }
}
