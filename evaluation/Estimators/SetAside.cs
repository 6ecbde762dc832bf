namespace ReAgent.Evaluation.Estimators;

/// <summary>Says how much of a log estimators that need propensities leave out, and when that is too much.</summary>
internal static class SetAside
{
    /// <summary>Why an estimator that shares out the weights cannot answer when all of them are 0.</summary>
    public const string NoWeight = "The policy takes none of the logged actions: every importance weight is 0.";

    /// <summary>Why an estimator cannot answer with so many set aside; null when it can.</summary>
    public static string? Check(int setAside, int all, string what, double largestShare) =>
        all == 0 ? $"There are no {what}."
        : setAside == all ? $"None of the {all} {what} has usable logged propensities."
        : setAside > largestShare * all ? $"{Sentence(setAside, all, what)} That is more than the {100 * largestShare:0.#} % that may be."
        : null;

    public static IReadOnlyList<string> Notes(int setAside, int all, string what) => setAside == 0 ? [] : [Sentence(setAside, all, what)];

    private static string Sentence(int setAside, int all, string what) =>
        $"{setAside} of {all} {what} {(setAside == 1 ? "is" : "are")} set aside for want of a usable logged propensity.";
}
