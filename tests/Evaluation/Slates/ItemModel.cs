using ReAgent.Evaluation.Slates;

namespace ReAgent.Evaluation.Tests.Slates;

/// <summary>Predicts the sum of the worth of a slate's items, and of what is still to come that of the last item alone.</summary>
public sealed class ItemModel(double[] worth) : ISlateRewardModel
{
    public double[] Worth => worth;

    public double PredictSlate(ReadOnlySpan<int> slate)
    {
        var sum = 0.0;
        foreach (var item in slate)
        {
            sum += worth[item];
        }

        return sum;
    }

    public double PredictRest(ReadOnlySpan<int> beginning) => worth[beginning[^1]];
}
