using ReAgent.Silo.Database;

namespace ReAgent.Polyfills.Orleans.Tests.Databases;

/// <summary>An SQLite database for one test.</summary>
public sealed class SqliteDatabase : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("orleans-sqlite-").FullName;

    public string ConnectionString => $"Data Source={Path.Combine(folder, "cluster.db")}";

    public Task Prepare() => ClusterDatabase.Prepare(ClusterDatabase.Sqlite, ConnectionString, CancellationToken.None);

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
