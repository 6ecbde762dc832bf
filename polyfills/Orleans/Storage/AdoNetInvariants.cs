using System.Data.Common;
using Microsoft.Data.Sqlite;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>ADO.NET providers by their invariant names.</summary>
internal static class AdoNetInvariants
{
    /// <summary>SQLite, under the name that its older provider has; the provider is Microsoft.Data.Sqlite.</summary>
    public const string SQLite = "System.Data.SQLite";

    /// <exception cref="OrleansConfigurationException">The provider is not supported.</exception>
    public static DbProviderFactory Factory(string invariant, string storage) => invariant == SQLite
        ? SqliteFactory.Instance
        : throw new OrleansConfigurationException(
            $"Storage '{storage}' names the ADO.NET invariant '{invariant}', which is not supported here; supported is '{SQLite}'.");
}
