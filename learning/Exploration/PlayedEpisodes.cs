using ReAgent.Data.Batches;

namespace ReAgent.Learning.Exploration;

/// <summary>Episodes that an exploring policy has played.</summary>
/// <param name="Episodes">Their transitions, episode by episode, in the order in which they were played.</param>
/// <param name="Returns">Undiscounted return of each.</param>
public sealed record PlayedEpisodes(IReadOnlyList<TransitionRows> Episodes, IReadOnlyList<double> Returns)
{
    /// <summary>Transitions in all.</summary>
    public long Transitions => Episodes.Sum(episode => (long)episode.Count);
}
