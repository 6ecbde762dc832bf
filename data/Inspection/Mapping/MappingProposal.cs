using System.Buffers;
using System.Collections.Immutable;
using ReAgent.Data.Logs;

namespace ReAgent.Data.Inspection.Mapping;

/// <summary>Columns of a log that seem to hold what the log has under no name known here.</summary>
/// <param name="Columns">The columns, by our names.</param>
/// <param name="StateColumns">Columns of plain numbers that seem to be the state together; empty when it is one column.</param>
/// <param name="Unfilled">Required columns for which nothing was found.</param>
public sealed record MappingProposal(ImmutableArray<ProposedColumn> Columns, ImmutableArray<string> StateColumns, ImmutableArray<string> Unfilled)
{
    private static readonly SearchValues<char> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.");

    /// <summary>Nothing to propose.</summary>
    public static MappingProposal None { get; } = new([], [], []);

    /// <summary>True when there is nothing to propose.</summary>
    public bool IsEmpty => Columns.IsEmpty && StateColumns.IsEmpty;

    /// <summary>The lines for the experiment file; empty when there is nothing to propose.</summary>
    public string Config => Lines([]);

    /// <summary>The same, with … for the columns that nothing was found for.</summary>
    public string ConfigWithGaps => Lines(Unfilled);

    /// <summary>The options with the proposed columns.</summary>
    public LogOptions ApplyTo(LogOptions options)
    {
        var columns = new SortedDictionary<string, string>(options.Columns?.ToDictionary() ?? [], StringComparer.Ordinal);
        foreach (var column in Columns)
        {
            columns[column.Name] = column.LogName;
        }

        return options with { Columns = columns, StateColumns = StateColumns.IsEmpty ? options.StateColumns : StateColumns };
    }

    /// <inheritdoc/>
    public bool Equals(MappingProposal? other) => other is not null
        && Columns.SequenceEqual(other.Columns) && StateColumns.SequenceEqual(other.StateColumns) && Unfilled.SequenceEqual(other.Unfilled);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Columns.Length, StateColumns.Length, Unfilled.Length);

    private string Lines(IEnumerable<string> gaps)
    {
        string[] columns = [.. Columns.Select(column => $"{column.Name}: {Quoted(column.LogName)}"), .. gaps.Select(name => $"{name}: …")];
        List<string> keys = [];
        if (columns.Length > 0)
        {
            keys.Add($"columns: {{{string.Join(", ", columns)}}}");
        }

        if (!StateColumns.IsEmpty)
        {
            keys.Add($"state_columns: [{string.Join(", ", StateColumns.Select(Quoted))}]");
        }

        return keys.Count == 0 ? "" : $"log: {{{string.Join(", ", keys)}}}";
    }

    /// <summary>A name as YAML takes it inside brackets.</summary>
    internal static string Quoted(string name) =>
        name.Length > 0 && !char.IsDigit(name[0]) && !name.AsSpan().ContainsAnyExcept(Plain) && name is not ("y" or "n" or "yes" or "no" or "true" or "false" or "null" or "on" or "off")
            ? name
            : $"'{name.Replace("'", "''", StringComparison.Ordinal)}'";
}

/// <summary>A column of a log that seems to be one of those that episodes have.</summary>
/// <param name="Name">Our name.</param>
/// <param name="LogName">The log's name.</param>
/// <param name="Because">Why: <c>named 'session_id'</c>, <c>increases within session_id</c>.</param>
public sealed record ProposedColumn(string Name, string LogName, string Because);
