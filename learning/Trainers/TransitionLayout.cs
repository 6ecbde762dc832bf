using System.Collections.Immutable;
using ReAgent.Data.Batches;
using ReAgent.Learning.Networks;

namespace ReAgent.Learning.Trainers;

/// <summary>What a trainer must know of its rows before it sees any.</summary>
/// <param name="StateWidth">S, numbers per normalized state.</param>
/// <param name="ActionCount">A, discrete actions; 0 when actions are continuous.</param>
/// <param name="ActionWidth">D, numbers per continuous action; 0 when actions are discrete.</param>
/// <param name="Metrics">Names of the metrics logged beside the reward, sorted.</param>
public sealed record TransitionLayout(int StateWidth, int ActionCount, int ActionWidth, ImmutableArray<string> Metrics)
{
    /// <summary>The bags of ids at the end of a state; null where there are none.</summary>
    public IdBags? Ids { get; init; }

    /// <summary>The layout of a store's rows.</summary>
    public static TransitionLayout Of(RowLayout rows) => new(rows.StateWidth, rows.ActionCount, rows.ActionWidth, rows.Metrics);

    /// <summary>The layout of given rows.</summary>
    public static TransitionLayout Of(TransitionRows rows) => Of(RowLayout.Of(rows));
}
