using ReAgent.Evaluation.Estimators;
using ReAgent.Evaluation.Samples;
using Xunit;

namespace ReAgent.Evaluation.Tests.Estimators;

public class EstimatorCatalogTests
{
    [Fact]
    public void An_estimator_is_found_by_being_there()
    {
        var catalog = EstimatorCatalog.From(typeof(EstimatorCatalog).Assembly, typeof(ConstantEstimator).Assembly);

        Assert.IsType<ConstantEstimator>(catalog["constant"]);
        Assert.Equal(EstimatorCatalog.Standard.All.Count + 1, catalog.All.Count);
    }

    [Fact]
    public void Estimators_per_step_come_before_those_per_episode() => Assert.Equal(
        [
            "direct_method", "doubly_robust", "doubly_robust_with_shrinkage", "inverse_propensity", "replay",
            "self_normalized_doubly_robust", "self_normalized_inverse_propensity", "switch", "switch_dr",
            "capped_importance_sampling", "capped_per_decision_importance_sampling", "episode_direct_method", "fitted_q_evaluation",
            "importance_sampling", "magic", "marginalized_importance_sampling", "per_decision_importance_sampling",
            "sequential_doubly_robust", "weighted_doubly_robust", "weighted_importance_sampling", "weighted_per_decision_importance_sampling",
        ],
        EstimatorCatalog.Standard.All.Select(estimator => estimator.Key));

    [Fact]
    public void A_key_that_two_estimators_claim_is_refused()
    {
        var assembly = typeof(ConstantEstimator).Assembly;

        var refused = Assert.Throws<InvalidOperationException>(() => EstimatorCatalog.From(assembly, assembly));

        Assert.StartsWith("The key 'constant' belongs to ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_key_is_refused_with_the_nearest_one()
    {
        var refused = Assert.Throws<ArgumentException>(() => EstimatorCatalog.Standard.Select(["magik"]));

        Assert.Contains("Did you mean 'magic'?", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Selected_estimators_keep_the_order_of_the_catalog()
    {
        var selected = EstimatorCatalog.Standard.Select(["magic", "direct_method", "magic"]);

        Assert.Equal(["direct_method", "magic"], selected.Select(estimator => estimator.Key));
    }

    public sealed class ConstantEstimator : IEstimator
    {
        public string Key => "constant";

        public string Name => "constant";

        public EstimateUnit Unit => EstimateUnit.RewardPerStep;

        public Preparation Prepare(EvaluationSample sample, EvaluationOptions options) => new CannotEstimate("It never does.");
    }
}
