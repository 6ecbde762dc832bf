using ReAgent.Evaluation.Pages;
using ReAgent.Evaluation.Weights;

namespace ReAgent.Evaluation.Samples;

/// <summary>
/// What estimators compute with, worked out once per page: importance weights and the models' expectations under the target policy.
/// </summary>
/// <remarks>
/// A step without a usable logged propensity (NaN, 0, or so small that the weight overflows) has no weight. Estimators that need
/// weights set aside such a step, or the whole episode when they multiply weights along it.
/// </remarks>
public sealed class EvaluationSample
{
    private EvaluationSample(EvaluationPage page) => Page = page;

    public EvaluationPage Page { get; }

    /// <summary>[N] w = π(a_logged | s) / p_logged; NaN where the step has no usable propensity.</summary>
    public required double[] StepWeights { get; init; }

    /// <summary>[N] Σ_a π(a | s) R̂(s, a).</summary>
    public required double[] TargetRewards { get; init; }

    /// <summary>[N] V̂(s) = Σ_a π(a | s) Q̂(s, a); null when the page has no model values.</summary>
    public required double[]? StateValues { get; init; }

    /// <summary>[N] Q̂(s, a_logged), 0 when the logged action is not among the page's; null when the page has no model values.</summary>
    public required double[]? LoggedActionValues { get; init; }

    /// <summary>Episodes all of whose steps have a weight, ascending.</summary>
    public required int[] CompleteEpisodes { get; init; }

    /// <summary>Number of steps without a weight.</summary>
    public int StepsWithoutWeight => StepWeights.Count(double.IsNaN);

    /// <summary>Length of the longest episode; 0 when there are none.</summary>
    public int Horizon => Enumerable.Range(0, Page.Episodes).Select(Page.LengthOf).DefaultIfEmpty(0).Max();

    public static EvaluationSample Of(EvaluationPage page)
    {
        var weights = StepWeightsOf(page);
        return new(page)
        {
            StepWeights = weights,
            TargetRewards = ExpectationUnderTarget(page, page.Reward.ModelRewards),
            StateValues = page.Reward.ModelValues is { } values ? ExpectationUnderTarget(page, values) : null,
            LoggedActionValues = page.Reward.ModelValues is { } logged ? OfLoggedAction(page, logged) : null,
            CompleteEpisodes = [.. Enumerable.Range(0, page.Episodes).Where(episode => !HasGap(StepsOf(page, weights, episode)))],
        };
    }

    /// <summary>Σ_t γ^t r_t of an episode, t the index of the step.</summary>
    public double LoggedReturn(int episode, double gamma)
    {
        var value = 0.0;
        for (var row = Page.EpisodeOffsets[episode + 1] - 1; row >= Page.EpisodeOffsets[episode]; row--)
        {
            value = Page.Reward.Logged[row] + (gamma * value);
        }

        return value;
    }

    /// <summary>The weights of single steps, those without one left out.</summary>
    internal IReadOnlyCollection<ScaledProduct> SingleWeights() =>
        [.. StepWeights.Where(weight => !double.IsNaN(weight)).Select(weight => ScaledProduct.One.Times(weight))];

    /// <summary>The product of each complete episode's weights.</summary>
    internal IReadOnlyCollection<ScaledProduct> EpisodeWeights() =>
        [.. CompleteEpisodes.Select(episode => Product(StepsOf(Page, StepWeights, episode)))];

    private static ScaledProduct Product(ReadOnlySpan<double> weights)
    {
        var product = ScaledProduct.One;
        foreach (var weight in weights)
        {
            product = product.Times(weight);
        }

        return product;
    }

    private static ReadOnlySpan<double> StepsOf(EvaluationPage page, double[] column, int episode) =>
        column.AsSpan(page.EpisodeOffsets[episode]..page.EpisodeOffsets[episode + 1]);

    private static bool HasGap(ReadOnlySpan<double> weights)
    {
        foreach (var weight in weights)
        {
            if (double.IsNaN(weight))
            {
                return true;
            }
        }

        return false;
    }

    private static double[] StepWeightsOf(EvaluationPage page)
    {
        var target = OfLoggedAction(page, page.TargetPropensities);
        for (var row = 0; row < target.Length; row++)
        {
            var propensity = page.LoggedPropensities[row];
            var weight = target[row] / propensity;
            target[row] = propensity > 0 && double.IsFinite(weight) ? weight : double.NaN;
        }

        return target;
    }

    private static double[] OfLoggedAction(EvaluationPage page, double[] matrix)
    {
        var column = new double[page.Steps];
        for (var row = 0; row < column.Length; row++)
        {
            var action = page.LoggedActions[row];
            column[row] = action == LoggedActions.NotAmongThem ? 0 : matrix[(row * page.ActionCount) + action];
        }

        return column;
    }

    private static double[] ExpectationUnderTarget(EvaluationPage page, double[] matrix)
    {
        var column = new double[page.Steps];
        for (var cell = 0; cell < matrix.Length; cell++)
        {
            column[cell / page.ActionCount] += page.TargetPropensities[cell] * matrix[cell];
        }

        return column;
    }
}
