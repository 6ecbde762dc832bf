using ReAgent.Contracts.Randomness;

namespace ReAgent.Bench.Ope;

/// <summary>
/// One logistic regression per class against all others, by stochastic gradient descent on features as they are; scikit-learn's
/// <c>SGDClassifier</c> with the loss "log". Its probabilities are crude, which makes an interesting policy.
/// </summary>
/// <remarks>
/// The step size is Bottou's 1 / (α (t₀ + t)); it ends after 5 epochs in which the mean loss did not fall by 1e-3, or after 1,000.
/// </remarks>
internal sealed class StochasticGradientClassifier
{
    private const int Epochs = 1000;
    private const int Patience = 5;
    private const double Tolerance = 1e-3;
    private readonly double[][] _weights;

    private StochasticGradientClassifier(double[][] weights) => _weights = weights;

    public static StochasticGradientClassifier Fit(double[][] features, int[] labels, int classes, double alpha) =>
        new([.. Enumerable.Range(0, classes).Select(label => FitOne(features, labels, label, alpha))]);

    /// <summary>[classes] the classes' probabilities, each by itself and then made to sum to 1.</summary>
    public double[] Predict(double[] features)
    {
        double[] shares = [.. _weights.Select(weights => 1 / (1 + Math.Exp(-Score(weights, features))))];
        var sum = shares.Sum();
        return [.. shares.Select(share => sum > 0 ? share / sum : 1.0 / shares.Length)];
    }

    public double Accuracy(double[][] features, int[] labels) => features
        .Zip(labels, (row, label) => Enumerable.Range(0, _weights.Length).MaxBy(of => Score(_weights[of], row)) == label ? 1.0 : 0).Average();

    private static double[] FitOne(double[][] features, int[] labels, int label, double alpha)
    {
        var weights = new double[features[0].Length + 1];
        var typical = Math.Sqrt(1 / Math.Sqrt(alpha));
        var begin = 1 / (typical / Math.Max(1, 1 / (1 + Math.Exp(-typical))) * alpha);
        var order = Enumerable.Range(0, features.Length).ToArray();
        var random = new RandomStream(0, "sgd");
        var (best, withoutGain, time) = (double.PositiveInfinity, 0, 0L);
        for (var epoch = 0; epoch < Epochs && withoutGain < Patience; epoch++)
        {
            random.Shuffle<int>(order);
            var loss = 0.0;
            foreach (var row in order)
            {
                var sign = labels[row] == label ? 1 : -1;
                var margin = sign * Score(weights, features[row]);
                loss += margin > 18 ? Math.Exp(-margin) : margin < -18 ? -margin : Math.Log(1 + Math.Exp(-margin));
                var rate = 1 / (alpha * (begin + time++));
                var step = rate * sign / (1 + Math.Exp(margin));
                var kept = Math.Max(0, 1 - (rate * alpha));
                for (var feature = 0; feature < features[row].Length; feature++)
                {
                    weights[feature] = (kept * weights[feature]) + (step * features[row][feature]);
                }

                weights[^1] += step;
            }

            withoutGain = loss > best - (Tolerance * features.Length) ? withoutGain + 1 : 0;
            best = Math.Min(best, loss);
        }

        return weights;
    }

    private static double Score(double[] weights, double[] features)
    {
        var score = weights[^1];
        for (var feature = 0; feature < features.Length; feature++)
        {
            score += weights[feature] * features[feature];
        }

        return score;
    }
}
