using System.Data.Common;

namespace Orleans.Configuration;

/// <summary>A cluster whose membership is a table of a database, for its silos.</summary>
public class AdoNetClusteringSiloOptions
{
    /// <summary>Where the database is.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Invariant name of the ADO.NET provider: "Npgsql", or "System.Data.SQLite" for silos of one machine.</summary>
    public string Invariant { get; set; } = "";

    /// <summary>Source of connections, in the place of <see cref="ConnectionString"/>.</summary>
    public DbDataSource? DataSource { get; set; }
}
