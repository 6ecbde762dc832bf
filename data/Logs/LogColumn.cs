using System.Collections.Immutable;
using ReAgent.Contracts.Configuration;
using ReAgent.Data.Columns;

namespace ReAgent.Data.Logs;

/// <summary>A column that a log file has.</summary>
/// <param name="Name">Its name in the file; members of structures have the dotted path.</param>
/// <param name="Shape">What its rows hold; null for structures and for what cannot be read.</param>
/// <param name="Type">The file's own type, for people: <c>map&lt;int32, float&gt;</c>.</param>
/// <param name="Members">What a structure consists of; empty otherwise.</param>
/// <param name="IsBlank">True when every value that was looked at is absent, so that any shape will do.</param>
public sealed record LogColumn(string Name, ColumnShape? Shape, string Type, ImmutableArray<LogColumn> Members, bool IsBlank = false)
{
    /// <summary>The column that a path names: a column of that very name, or a member of a structure; null when there is none.</summary>
    public static LogColumn? Find(IEnumerable<LogColumn> columns, string path)
    {
        foreach (var column in columns)
        {
            if (column.Name == path)
            {
                return column;
            }

            if (path.StartsWith(column.Name + ".", StringComparison.Ordinal) && Find(column.Members, path) is { } member)
            {
                return member;
            }
        }

        return null;
    }

    /// <summary>The column that was probably meant: of another case, or misspelt; null when nothing is near.</summary>
    public static string? Nearest(IEnumerable<LogColumn> columns, string path) => NearestName.Find(path, columns.SelectMany(column => column.All).Select(column => column.Name));

    /// <inheritdoc/>
    public bool Equals(LogColumn? other) =>
        other is not null && (Name, Shape, Type, IsBlank) == (other.Name, other.Shape, other.Type, other.IsBlank) && Members.SequenceEqual(other.Members);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Shape, Type, IsBlank);

    private IEnumerable<LogColumn> All => [this, .. Members.SelectMany(member => member.All)];
}
