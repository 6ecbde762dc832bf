using ReAgent.Evaluation.Behavior;
using ReAgent.Evaluation.Diagnostics;
using ReAgent.Evaluation.Estimators;
using ReAgent.Evaluation.Pages;
using ReAgent.Evaluation.Results;
using ReAgent.Evaluation.Samples;
using ReAgent.Evaluation.Telemetry;
using ReAgent.Evaluation.Verdicts;

namespace ReAgent.Evaluation;

/// <summary>Counterfactual policy evaluation: what a policy would have earned in place of the one that wrote the log.</summary>
public static class CounterfactualEvaluation
{
    /// <summary>
    /// Evaluates the policy of a page by the reward and every metric. The report depends on the page and the options alone.
    /// </summary>
    /// <exception cref="ArgumentException">Options are out of range, or name an unknown estimator.</exception>
    public static CpeReport Evaluate(EvaluationPage page, EvaluationOptions options, CancellationToken cancellation = default) =>
        Evaluate(page, options, estimated: null, cancellation);

    /// <inheritdoc cref="Evaluate(EvaluationPage, EvaluationOptions, CancellationToken)"/>
    /// <param name="page">The page.</param>
    /// <param name="options">How to evaluate it.</param>
    /// <param name="estimated">Is told after each estimate how many are done, and how many there are.</param>
    /// <param name="cancellation">Stops the evaluation.</param>
    public static CpeReport Evaluate(EvaluationPage page, EvaluationOptions options, Action<int, int>? estimated, CancellationToken cancellation)
    {
        options.Validate();
        var estimators = EstimatorCatalog.Standard.Select(options.Estimators);
        var behavior = options.MissingPropensities == MissingPropensities.Estimate ? BehaviorModel.Estimate(page, cancellation) : null;
        page = behavior?.Page ?? page;
        var sample = EvaluationSample.Of(page);
        var (done, all) = (0, estimators.Count * (1 + page.Metrics.Count));
        var diagnostics = LogDiagnostics.Of(sample, options.Trust, behavior?.Report);
        var reward = Report(sample);
        return new CpeReport
        {
            Verdict = VerdictRule.Judge(reward.Estimates, diagnostics, page.Reward.HasModel),
            Diagnostics = diagnostics,
            Sensitivity = Sensitivity.Of(sample, options.Gamma),
            Reward = reward,
            Metrics = [.. page.Metrics.Select(metric => Report(EvaluationSample.Of(page.ForMetric(metric.Name))))],
            Actions = ActionReport.Of(page),
            Gamma = options.Gamma,
            Seed = options.Seed,
        };

        OutcomeReport Report(EvaluationSample outcome)
        {
            List<Estimate> estimates = [];
            foreach (var estimator in estimators)
            {
                cancellation.ThrowIfCancellationRequested();
                using var span = EvaluationTelemetry.Estimator(estimator.Key, outcome.Page.Reward.Name);
                estimates.Add(Estimation.Of(estimator, outcome, options));
                estimated?.Invoke(++done, all);
            }

            return new(outcome.Page.Reward.Name, estimates, Agreement.Among(estimates));
        }
    }
}
