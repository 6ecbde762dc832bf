using System.Data.Common;
using Orleans.Storage;

namespace Orleans.Configuration;

/// <summary>Settings of storage in a database.</summary>
public class AdoNetGrainStorageOptions
{
    /// <summary>Default of <see cref="Invariant"/>.</summary>
    public const string DEFAULT_ADONET_INVARIANT = "Microsoft.Data.SqlClient";

    /// <summary>Invariant name of the ADO.NET provider; "Npgsql" or "System.Data.SQLite".</summary>
    public string Invariant { get; set; } = DEFAULT_ADONET_INVARIANT;

    /// <summary>Where the database is.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Source of connections, in the place of <see cref="ConnectionString"/>.</summary>
    public DbDataSource? DataSource { get; set; }

    /// <summary>Stage at which the storage starts; 10000.</summary>
    public int InitStage { get; set; } = ServiceLifecycleStage.ApplicationServices;

    /// <summary>How states are written; as JSON unless set.</summary>
    public IGrainStorageSerializer? GrainStorageSerializer { get; set; }

    /// <summary>Whether clearing deletes the record or blanks it; false.</summary>
    public bool DeleteStateOnClear { get; set; }
}
