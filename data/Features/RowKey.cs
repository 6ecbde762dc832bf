namespace ReAgent.Data.Features;

/// <summary>
/// 64 well-mixed bits that stand for one logged row, (mdp_id, sequence_number). Chance about rows is drawn from them, so that it falls
/// the same wherever and in whatever order the rows are read.
/// </summary>
/// <param name="Bits">The bits.</param>
public readonly record struct RowKey(ulong Bits)
{
    /// <summary>
    /// Key of the row of an episode at a sequence number. For many rows of an episode take <see cref="EpisodeKey"/> once and its rows.
    /// </summary>
    public static RowKey Of(string mdpId, long sequenceNumber) => EpisodeKey.Of(mdpId).Row(sequenceNumber);

    /// <summary>Whether the row is among this share of all rows; of two shares the larger holds the rows of the smaller.</summary>
    /// <param name="percent">0 to 100.</param>
    /// <param name="seed">Draws another share.</param>
    public bool IsWithin(double percent, ulong seed) =>
        (SplitMix.Mix(Bits ^ SplitMix.Mix(seed)) >> 11) * (100.0 / (1UL << 53)) < percent;
}
