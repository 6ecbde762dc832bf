using System.Collections.Immutable;
using ReAgent.Data.Columns;
using ReAgent.Data.Episodes;

namespace ReAgent.Data.Logs.Layouts;

/// <summary>A column of the table of episodes, and where a log has it.</summary>
/// <param name="Index">Its position among <see cref="EpisodeTable.Columns"/>.</param>
/// <param name="Name">Our name.</param>
/// <param name="LogName">The log's name.</param>
/// <param name="Shape">What its rows are to hold.</param>
/// <param name="IsRequired">True when a log without it cannot be used.</param>
/// <param name="Members">Columns of the log that make it up together, by feature id, in order; empty when it is one column.</param>
internal sealed record WantedColumn(int Index, string Name, string LogName, ColumnShape Shape, bool IsRequired, ImmutableArray<(string LogName, long Id)> Members)
{
    /// <summary>The option that lists the members.</summary>
    public string MembersOption => Name == EpisodeSchema.Action ? "log.action_columns" : "log.state_columns";

    /// <summary>All columns of a table of this layout, in the order of <see cref="EpisodeTable.Columns"/>.</summary>
    public static ImmutableArray<WantedColumn> All(EpisodeLayout layout, LogOptions options)
    {
        var columns = ImmutableArray.CreateBuilder<WantedColumn>();
        Add(EpisodeSchema.MdpId, ColumnShape.Text);
        Add(EpisodeSchema.SequenceNumber, ColumnShape.Integer);
        Add(EpisodeSchema.StateFeatures, ColumnShape.Features, members: options.StateKeys);
        Add(EpisodeSchema.Action, layout.Action, members: layout.ActionKind == ActionKind.Parametric ? options.ActionKeys : []);
        Add(EpisodeSchema.ActionProbability, ColumnShape.Number, required: false);
        Add(EpisodeSchema.PossibleActions, layout.PossibleActions, required: false);
        Add(EpisodeSchema.Truncated, ColumnShape.Flag, required: false);
        foreach (var outcome in layout.Outcomes)
        {
            Add(outcome.Name, outcome.Shape, required: outcome.Name != EpisodeSchema.Metrics);
        }

        foreach (var extra in layout.Extras)
        {
            Add(extra.Name, extra.Shape, required: false);
        }

        return columns.ToImmutable();

        void Add(string name, ColumnShape shape, bool required = true, IEnumerable<(string, long)>? members = null) =>
            columns.Add(new WantedColumn(columns.Count, name, options.ColumnOf(name), shape, required, [.. members ?? []]));
    }
}
