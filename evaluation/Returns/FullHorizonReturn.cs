using ReAgent.Evaluation.Statistics;

namespace ReAgent.Evaluation.Returns;

/// <summary>The weighted doubly robust return that trusts the importance weights to the end of every episode.</summary>
internal sealed class FullHorizonReturn(WeightedReturns returns) : EpisodeStatistic
{
    public override int Episodes => returns.Episodes;

    public override bool IsCostly => true;

    public override double Evaluate(ReadOnlySpan<double> counts) => returns.FullHorizon(counts);
}
