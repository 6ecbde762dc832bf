using ReAgent.Evaluation.Verdicts;

namespace ReAgent.Grains.Experiments;

/// <summary>What the counterfactual verdict has to be for a policy to be published.</summary>
public enum RequiredVerdict
{
    /// <summary>Anything: every policy is published.</summary>
    Any,

    /// <summary>BETTER or NOT ENOUGH EVIDENCE: a sound log does not show it to be worse.</summary>
    NotWorse,

    /// <summary>BETTER.</summary>
    Better,
}

/// <summary>Compares verdicts with what is required.</summary>
internal static class RequiredVerdicts
{
    /// <summary>Whether a judgement will do.</summary>
    public static bool IsMetBy(this RequiredVerdict required, Judgement judgement) => required switch
    {
        RequiredVerdict.Any => true,
        RequiredVerdict.NotWorse => judgement is Judgement.Better or Judgement.NotEnoughEvidence,
        _ => judgement == Judgement.Better,
    };

    /// <summary>What is required, as the verdict says it.</summary>
    public static string InWords(this RequiredVerdict required) => required == RequiredVerdict.Better ? "BETTER" : "BETTER or NOT ENOUGH EVIDENCE";
}
