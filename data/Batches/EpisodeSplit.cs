using ReAgent.Data.Episodes;

namespace ReAgent.Data.Batches;

/// <summary>
/// A share of the episodes by hash of <c>mdp_id</c>, from <paramref name="Low"/> up to but not including <paramref name="High"/>. Shares that do not
/// overlap have no episode in common, and an episode is never divided between them.
/// </summary>
/// <param name="Low">Lower end, 0 to 1.</param>
/// <param name="High">Upper end, 0 to 1.</param>
public readonly record struct EpisodeSplit(double Low, double High)
{
    /// <summary>The episodes to train on: the low end of the hash.</summary>
    /// <param name="share">Their share, 0 to 1.</param>
    public static EpisodeSplit Training(double share) => new(0, share);

    /// <summary>The episodes held out for evaluation: the high end of the hash.</summary>
    /// <param name="share">Their share, 0 to 1.</param>
    public static EpisodeSplit HeldOut(double share) => new(1 - share, 1);

    /// <summary>True when the episode belongs to this share.</summary>
    public bool Contains(string mdpId)
    {
        var place = MdpHash.Split(mdpId);
        return place >= Low && place < High;
    }
}
