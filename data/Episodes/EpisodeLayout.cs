using System.Collections.Immutable;
using ReAgent.Data.Columns;

namespace ReAgent.Data.Episodes;

/// <summary>Which columns logged rows have, beside those that all have: what an action is, what came of it, and what else was logged.</summary>
/// <param name="ActionKind">What an action is.</param>
/// <param name="Outcomes">The reward columns in order: as a rule <c>reward</c> and <c>metrics</c>.</param>
/// <param name="Extras">Further columns that go along, such as id lists, in order.</param>
public sealed record EpisodeLayout(ActionKind ActionKind, ImmutableArray<CarriedColumn> Outcomes, ImmutableArray<CarriedColumn> Extras)
{
    /// <summary>The plain layout: <c>reward</c> and <c>metrics</c>, and nothing else.</summary>
    public static EpisodeLayout Of(ActionKind actions) => new(
        actions, [new(EpisodeSchema.Reward, ColumnShape.Number), new(EpisodeSchema.Metrics, ColumnShape.NamedNumbers)], []);

    /// <summary>Shape of the action column.</summary>
    public ColumnShape Action => ActionKind switch
    {
        ActionKind.Discrete => ColumnShape.Text,
        ActionKind.Parametric => ColumnShape.Features,
        _ => new ColumnShape.ListOf(ColumnShape.Integer),
    };

    /// <summary>Shape of the column of possible actions.</summary>
    public ColumnShape PossibleActions => new ColumnShape.ListOf(ActionKind == ActionKind.Discrete ? ColumnShape.Text : ColumnShape.Features);

    /// <inheritdoc/>
    public bool Equals(EpisodeLayout? other) =>
        other is not null && ActionKind == other.ActionKind && Outcomes.SequenceEqual(other.Outcomes) && Extras.SequenceEqual(other.Extras);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(ActionKind, Outcomes.Length, Extras.Length);
}

/// <summary>A column that goes from the log to the timeline under its own name.</summary>
public sealed record CarriedColumn(string Name, ColumnShape Shape);
