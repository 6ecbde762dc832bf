namespace ReAgent.Evaluation.Reports;

/// <summary>What the policy was trained and evaluated on.</summary>
/// <param name="Training">Transitions and episodes used for training.</param>
/// <param name="Evaluation">Transitions and episodes held out for evaluation; null when none were.</param>
/// <param name="Actions">The discrete actions in the log; empty for continuous actions.</param>
/// <param name="Features">Features of states, and of actions where these are continuous.</param>
/// <param name="RowsRead">Logged rows read, those set aside included.</param>
/// <param name="Quarantined">Rows set aside, by reason.</param>
public sealed record DataSummary(
    DataSplit Training,
    DataSplit? Evaluation,
    IReadOnlyList<ActionShare> Actions,
    IReadOnlyList<FeatureSummary> Features,
    long RowsRead,
    IReadOnlyList<QuarantinedRows> Quarantined);

/// <summary>One part of the data.</summary>
/// <param name="Transitions">Transitions in it.</param>
/// <param name="Episodes">Episodes in it.</param>
public sealed record DataSplit(long Transitions, long Episodes);

/// <summary>How often the log shows one action.</summary>
/// <param name="Action">Name of the action.</param>
/// <param name="Transitions">Transitions with it.</param>
/// <param name="Share">Share of all transitions, in [0, 1].</param>
/// <param name="MeanPropensity">Mean probability with which the log took it where it did, in [0, 1]; null when none was logged.</param>
public sealed record ActionShare(string Action, long Transitions, double Share, double? MeanPropensity);

/// <summary>Rows set aside for one reason.</summary>
/// <param name="Reason">What was wrong with them.</param>
/// <param name="Rows">How many there were.</param>
/// <param name="Example">Where one of them is; null when that is not known.</param>
public sealed record QuarantinedRows(string Reason, long Rows, string? Example = null);

/// <summary>One feature as it appears in the training data.</summary>
/// <param name="Id">Its id in the log.</param>
/// <param name="Name">Its name for people; null when it has none.</param>
/// <param name="Role">What it describes: <c>state</c> or <c>action</c>.</param>
/// <param name="Type">How it is normalized: <c>continuous</c>, <c>binary</c>, <c>enum</c>.</param>
/// <param name="Mean">Mean of the values present, before normalization; null when it has no meaning.</param>
/// <param name="StandardDeviation">Their standard deviation; null when it has no meaning.</param>
/// <param name="Samples">Values present.</param>
/// <param name="Coverage">Share of rows that have a value, in [0, 1].</param>
/// <param name="Unit">Unit of the values; null when it is not known.</param>
public sealed record FeatureSummary(
    long Id,
    string? Name,
    string Role,
    string Type,
    double? Mean,
    double? StandardDeviation,
    long Samples,
    double Coverage,
    string? Unit = null);
