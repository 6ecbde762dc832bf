using System.Collections.Immutable;

namespace ReAgent.Data.Batches;

/// <summary>Shape of training rows, and where each number stands in a packed one. Places and widths count words of 4 bytes.</summary>
/// <remarks>
/// <code>
/// state          S     float32 ┐
/// action         0/1   int32   │ the same for a state that is only seen as the next one:
/// action features D    float32 │ the "seen" part
/// possible       ⌈A/32⌉ bits   ┘
/// reward, probability, time difference, goes on    float32 each
/// metrics        M     float32
/// next, episode  int32 each
/// sequence number int64
/// </code>
/// </remarks>
/// <param name="StateWidth">S, numbers per normalized state.</param>
/// <param name="ActionCount">A, discrete actions; 0 when actions are continuous.</param>
/// <param name="ActionWidth">D, numbers per continuous action; 0 when actions are discrete.</param>
/// <param name="Metrics">Names of the M metrics logged beside the reward, sorted.</param>
public sealed record RowLayout(int StateWidth, int ActionCount, int ActionWidth, ImmutableArray<string> Metrics)
{
    internal int Action => StateWidth;

    internal int ActionFeatures => Action + (ActionCount > 0 ? 1 : 0);

    internal int Possible => ActionFeatures + ActionWidth;

    internal int PossibleWords => (ActionCount + 31) / 32;

    internal int SeenWords => Possible + PossibleWords;

    internal int Reward => SeenWords;

    internal int Probability => Reward + 1;

    internal int TimeDiff => Reward + 2;

    internal int GoesOn => Reward + 3;

    internal int FirstMetric => Reward + 4;

    internal int Next => FirstMetric + Metrics.Length;

    internal int Episode => Next + 1;

    internal int SequenceNumber => Next + 2;

    internal int Words => Next + 4;

    /// <summary>Bytes that a row takes.</summary>
    public int RowBytes => Words * sizeof(float);

    /// <summary>The layout of given rows.</summary>
    public static RowLayout Of(TransitionRows rows) => new(rows.StateWidth, rows.ActionCount, rows.ActionWidth, [.. rows.MetricNames]);

    /// <inheritdoc/>
    public bool Equals(RowLayout? other) =>
        other is not null
        && (StateWidth, ActionCount, ActionWidth) == (other.StateWidth, other.ActionCount, other.ActionWidth)
        && Metrics.AsSpan().SequenceEqual(other.Metrics.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(StateWidth, ActionCount, ActionWidth, Metrics.Length);

    /// <inheritdoc/>
    public override string ToString() =>
        $"{StateWidth} state inputs, {(ActionCount > 0 ? $"{ActionCount} actions" : $"actions of width {ActionWidth}")}, metrics [{string.Join(", ", Metrics)}]";
}
