namespace ReAgent.Evaluation.Verdicts;

/// <summary>A judgement with its grounds.</summary>
/// <param name="Judgement">The judgement.</param>
/// <param name="Reason">Why, in a sentence or two.</param>
/// <param name="Estimators">Keys of the estimators that were asked.</param>
public sealed record Verdict(Judgement Judgement, string Reason, IReadOnlyList<string> Estimators)
{
    /// <summary>What data would settle the question; null when it is settled, or nothing can be said.</summary>
    public string? Advice { get; init; }

    /// <summary>The judgement in capitals, as reports show it.</summary>
    public string Label => Judgement switch
    {
        Judgement.Better => "BETTER",
        Judgement.Worse => "WORSE",
        Judgement.NotEnoughEvidence => "NOT ENOUGH EVIDENCE",
        Judgement.CannotTell => "CANNOT TELL",
        _ => throw new InvalidOperationException($"There is no judgement {Judgement}."),
    };
}
