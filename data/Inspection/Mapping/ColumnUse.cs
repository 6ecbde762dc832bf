using System.Collections.Immutable;
using ReAgent.Data.Episodes;
using ReAgent.Data.Logs;

namespace ReAgent.Data.Inspection.Mapping;

/// <summary>Says of each column of a log what it is taken for.</summary>
internal static class ColumnUse
{
    /// <param name="files">The files that can be opened.</param>
    /// <param name="log">How they are read, with the proposed columns.</param>
    /// <param name="mapping">What of it is proposed.</param>
    public static ImmutableArray<ColumnInspection> Of(IReadOnlyList<LogSummary> files, LogOptions log, MappingProposal mapping) =>
    [
        .. files.SelectMany(file => file.Columns).GroupBy(column => column.Name).Select(column => new ColumnInspection(
            column.Key,
            column.First(file => !file.IsBlank || column.All(other => other.IsBlank)).Type,
            Use(column.Key, log),
            mapping.Columns.Any(proposed => IsOf(column.Key, proposed.LogName)) || mapping.StateColumns.Any(proposed => IsOf(column.Key, proposed)),
            column.All(file => file.IsBlank),
            column.Count())),
    ];

    private static string? Use(string column, LogOptions log)
    {
        string[] uses =
        [
            .. log.Names.Distinct().Where(name => IsOf(column, log.ColumnOf(name))),
            .. log.StateKeys.Where(state => IsOf(column, state.Name)).Select(state => $"{EpisodeSchema.StateFeatures} {state.Id}"),
            .. log.ActionKeys.Where(action => IsOf(column, action.Name)).Select(action => $"{EpisodeSchema.Action} {action.Id}"),
        ];
        return uses.Length == 0 ? null : string.Join(", ", uses);
    }

    /// <summary>True for the column itself and for a structure that the used column is a member of.</summary>
    private static bool IsOf(string column, string used) => used == column || used.StartsWith(column + ".", StringComparison.Ordinal);
}
