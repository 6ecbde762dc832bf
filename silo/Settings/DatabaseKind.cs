namespace ReAgent.Silo.Settings;

/// <summary>Databases that can hold a cluster's membership, state and reminders.</summary>
public enum DatabaseKind
{
    /// <summary>PostgreSQL.</summary>
    PostgreSql,

    /// <summary>SQLite: silos of one machine.</summary>
    Sqlite,
}
