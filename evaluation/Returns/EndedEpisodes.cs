namespace ReAgent.Evaluation.Returns;

/// <summary>What becomes of an episode's weight after its end, where weights are normalized over episodes step by step.</summary>
public enum EndedEpisodes
{
    /// <summary>It keeps the weight it ended with: the episode rests in a final state that earns nothing, as in the paper.</summary>
    KeepTheirWeight,

    /// <summary>
    /// It has none: later steps are normalized over the episodes that go on, as in ReAgent. This counts a late reward as if every
    /// episode had got so far (two episodes that earn 1 and 10 have a mean of 10). It is there to compare with ReAgent's reports.
    /// </summary>
    LoseTheirWeight,
}
