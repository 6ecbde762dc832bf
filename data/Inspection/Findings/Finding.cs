namespace ReAgent.Data.Inspection.Findings;

/// <summary>Something that a user should know of a log, and what to do about it.</summary>
/// <param name="Level">How much it matters.</param>
/// <param name="Id">A name that stays the same, for programs: <c>duplicate-rows</c>.</param>
/// <param name="Message">What was found, as a sentence.</param>
/// <param name="Advice">What to do about it, as a sentence; null when nothing has to be done.</param>
/// <param name="Config">Lines of the experiment file that do it; null when there are none.</param>
public sealed record Finding(FindingLevel Level, string Id, string Message, string? Advice = null, string? Config = null);

/// <summary>How much a finding matters.</summary>
public enum FindingLevel
{
    /// <summary>With this, a job stops, or what comes out of it means nothing.</summary>
    Blocker,

    /// <summary>With this, a job runs, but what comes out of it may be wrong or incomplete.</summary>
    Caution,

    /// <summary>Good to know.</summary>
    Note,
}

/// <summary>Whether a log can be used.</summary>
public enum LogVerdict
{
    /// <summary>Nothing stands in the way.</summary>
    Ready,

    /// <summary>It can be used, with the findings in mind.</summary>
    UsableWithCare,

    /// <summary>It cannot be used as it is.</summary>
    NotUsable,
}
