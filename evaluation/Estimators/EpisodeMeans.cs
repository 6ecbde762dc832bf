using ReAgent.Evaluation.Samples;
using ReAgent.Evaluation.Statistics;

namespace ReAgent.Evaluation.Estimators;

/// <summary>
/// Makes estimators of the discounted return of an episode, from the episodes all of whose steps have an importance weight.
/// </summary>
internal static class EpisodeMeans
{
    /// <summary>The mean of one value per episode.</summary>
    public static Preparation Of(EvaluationSample sample, EvaluationOptions options, Func<int, double> valueOfEpisode) =>
        Statistic(sample, options, 1, episodes => (RatioOfSums.MeanOf([.. episodes.Select(valueOfEpisode)]), []));

    /// <summary>
    /// A statistic of the complete episodes, of which it needs <paramref name="fewest"/>; <paramref name="make"/> makes it from their
    /// indices in the page, with notes on it.
    /// </summary>
    public static Preparation Statistic(
        EvaluationSample sample,
        EvaluationOptions options,
        int fewest,
        Func<int[], (EpisodeStatistic Target, IReadOnlyList<string> Notes)> make) => sample.StateValues is null
        ? new CannotEstimate("The page has no model values Q̂.")
        : WithoutModel(sample, options, fewest, make);

    /// <summary>A statistic of all episodes, for estimators that need no propensities.</summary>
    public static Preparation OverAllEpisodes(
        EvaluationSample sample, EvaluationOptions options, Func<(EpisodeStatistic Target, IReadOnlyList<string> Notes)> make)
    {
        if (sample.Page.Episodes == 0)
        {
            return new CannotEstimate("There are no episodes.");
        }

        var (target, notes) = make();
        var logged = Enumerable.Range(0, sample.Page.Episodes).Select(episode => sample.LoggedReturn(episode, options.Gamma));
        return new Prepared(target, RatioOfSums.MeanOf([.. logged]), sample.Page.Steps, notes);
    }

    /// <summary>As <see cref="Statistic"/>, for estimators that read no model values.</summary>
    public static Preparation WithoutModel(
        EvaluationSample sample,
        EvaluationOptions options,
        int fewest,
        Func<int[], (EpisodeStatistic Target, IReadOnlyList<string> Notes)> make)
    {
        var page = sample.Page;
        var complete = sample.CompleteEpisodes;
        var missing = page.Episodes - complete.Length;
        if (SetAside.Check(missing, page.Episodes, "episodes", options.LargestSetAsideShare) is { } reason)
        {
            return new CannotEstimate(reason);
        }

        if (complete.Length < fewest)
        {
            return new CannotEstimate(
                $"It needs {fewest} episodes and has {complete.Length}: weights normalized over one episode are 1 whatever the policy.");
        }

        var (target, notes) = make(complete);
        var logged = RatioOfSums.MeanOf([.. complete.Select(episode => sample.LoggedReturn(episode, options.Gamma))]);
        return new Prepared(
            target, logged, complete.Sum(page.LengthOf), [.. SetAside.Notes(missing, page.Episodes, "episodes"), .. notes]);
    }
}
