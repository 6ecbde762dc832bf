using ReAgent.Evaluation.Statistics;

namespace ReAgent.Bench.Ope;

/// <summary>
/// Multinomial logistic regression: C Σ_i u_i loss_i + ½ ‖W‖², the intercept (if any) not penalized; scikit-learn's
/// <c>LogisticRegression</c> with the solver lbfgs.
/// </summary>
internal sealed class LogisticRegression
{
    private const int Iterations = 1000;
    private readonly double[] _weights;
    private readonly int _classes;
    private readonly bool _hasIntercept;

    private LogisticRegression(double[] weights, int classes, bool hasIntercept) =>
        (_weights, _classes, _hasIntercept) = (weights, classes, hasIntercept);

    /// <param name="features">[N][d].</param>
    /// <param name="labels">[N] in 0 … classes − 1.</param>
    /// <param name="sampleWeights">[N]; null for 1.</param>
    /// <param name="classes">Number of classes; those that are not there get what the penalty leaves them.</param>
    /// <param name="c">C, the inverse of the penalty.</param>
    /// <param name="hasIntercept">Whether classes have an intercept.</param>
    public static LogisticRegression Fit(
        double[][] features, int[] labels, double[]? sampleWeights, int classes, double c, bool hasIntercept)
    {
        // scikit-learn fits one vector to two classes; two opposite ones of half its length would bear half its penalty.
        c = classes == 2 ? c / 2 : c;
        var width = features[0].Length + (hasIntercept ? 1 : 0);
        var fitted = new LogisticRegression(new double[classes * width], classes, hasIntercept);
        var scale = sampleWeights?.Sum() ?? features.Length;
        var probabilities = new double[classes];
        Lbfgs.Minimize(
            (weights, gradient) =>
            {
                // Divided by C and the sum of the sample weights, which moves no minimum.
                var value = 0.0;
                for (var cell = 0; cell < weights.Length; cell++)
                {
                    var isPenalized = !hasIntercept || cell % width != width - 1;
                    gradient[cell] = isPenalized ? weights[cell] / c / scale : 0;
                    value += isPenalized ? weights[cell] * weights[cell] / 2 / c / scale : 0;
                }

                for (var row = 0; row < features.Length; row++)
                {
                    var share = (sampleWeights?[row] ?? 1) / scale;
                    if (share == 0)
                    {
                        continue;
                    }

                    Predict(weights, features[row], hasIntercept, probabilities);
                    value -= share * Math.Log(Math.Max(probabilities[labels[row]], 1e-300));
                    for (var label = 0; label < classes; label++)
                    {
                        var error = share * (probabilities[label] - (label == labels[row] ? 1 : 0));
                        var of = gradient.AsSpan(label * width, width);
                        for (var feature = 0; feature < features[row].Length; feature++)
                        {
                            of[feature] += error * features[row][feature];
                        }

                        if (hasIntercept)
                        {
                            of[^1] += error;
                        }
                    }
                }

                return value;
            },
            fitted._weights,
            Iterations,
            1e-6);
        return fitted;
    }

    /// <summary>[classes] probabilities of the classes.</summary>
    public double[] Predict(double[] features)
    {
        var probabilities = new double[_classes];
        Predict(_weights, features, _hasIntercept, probabilities);
        return probabilities;
    }

    public double Accuracy(double[][] features, int[] labels) =>
        features.Zip(labels, (row, label) => Predict(row) is var shares && shares.AsSpan().IndexOf(shares.Max()) == label ? 1.0 : 0).Average();

    private static void Predict(double[] weights, double[] features, bool hasIntercept, double[] probabilities)
    {
        var width = features.Length + (hasIntercept ? 1 : 0);
        for (var label = 0; label < probabilities.Length; label++)
        {
            var of = weights.AsSpan(label * width, width);
            var score = hasIntercept ? of[^1] : 0;
            for (var feature = 0; feature < features.Length; feature++)
            {
                score += of[feature] * features[feature];
            }

            probabilities[label] = score;
        }

        Evaluation.Tests.Worlds.LogisticBandit.Softmax(probabilities);
    }
}
