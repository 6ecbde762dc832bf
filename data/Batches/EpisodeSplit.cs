using ReAgent.Data.Episodes;

namespace ReAgent.Data.Batches;

/// <summary>
/// A share of the episodes by hash of <c>mdp_id</c>, from <paramref name="Low"/> up to but not including <paramref name="High"/>. Shares that do not
/// overlap have no episode in common, and an episode is never divided between them.
/// </summary>
/// <remarks>
/// Shares are whole multiples of 2⁻³², rounded down: sums of them are exact, so training, test and held-out episodes whose shares add up to at
/// most 1 are disjoint to the last bit.
/// </remarks>
/// <param name="Low">Lower end, 0 to 1.</param>
/// <param name="High">Upper end, 0 to 1.</param>
public readonly record struct EpisodeSplit(double Low, double High)
{
    private const double Steps = 1L << 32;

    /// <summary>The episodes to train on: the low end of the hash.</summary>
    /// <param name="share">Their share, 0 to 1.</param>
    public static EpisodeSplit Training(double share) => new(0, Whole(share));

    /// <summary>The episodes to compare settings on: just below the held-out ones.</summary>
    /// <param name="share">Their share, 0 to 1.</param>
    /// <param name="heldOutShare">Share of the held-out episodes, 0 to 1.</param>
    public static EpisodeSplit Test(double share, double heldOutShare) => new(1 - Whole(heldOutShare) - Whole(share), 1 - Whole(heldOutShare));

    /// <summary>The episodes held out for evaluation: the high end of the hash.</summary>
    /// <param name="share">Their share, 0 to 1.</param>
    public static EpisodeSplit HeldOut(double share) => new(1 - Whole(share), 1);

    /// <summary>True when the episode belongs to this share.</summary>
    public bool Contains(string mdpId)
    {
        var place = MdpHash.Split(mdpId);
        return place >= Low && place < High;
    }

    private static double Whole(double share)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(share is >= 0 and <= 1, true, nameof(share));
        return Math.Floor(share * Steps) / Steps;
    }
}
