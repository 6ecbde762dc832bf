using ReAgent.Evaluation.Pages;
using ReAgent.Evaluation.Statistics;

namespace ReAgent.Evaluation.Behavior;

/// <summary>P(a | s) ∝ exp(b_a + w_a · z) over the possible actions, z the state's features scaled to mean 0 and standard deviation 1.</summary>
/// <remarks>
/// Fitted by minimizing Σ_i −ln P(a_i | s_i) + ½ Σ w² + ½ Σ (b / 10)²: multinomial logistic regression with normal priors, which keep what
/// data does not determine (an action never taken, features that say the same) finite.
/// </remarks>
internal sealed class MultinomialRegression
{
    private const double InterceptScale = 10;
    private const int Iterations = 200;
    private const double TolerancePerRow = 1e-7;

    private readonly EvaluationPage _page;
    private readonly int _width;
    private readonly double[] _means;
    private readonly double[] _scales;

    // [A, F + 1], the intercept last.
    private readonly double[] _weights;

    private MultinomialRegression(EvaluationPage page, IReadOnlyList<int> rows)
    {
        _page = page;
        _width = page.StateWidth;
        (_means, _scales) = Scaling(page, rows);
        _weights = new double[page.ActionCount * (_width + 1)];
    }

    /// <summary>Fits the model to rows of a page, each with a logged action that was possible.</summary>
    public static MultinomialRegression Fit(EvaluationPage page, IReadOnlyList<int> rows, CancellationToken cancellation)
    {
        var model = new MultinomialRegression(page, rows);
        var probabilities = new double[page.ActionCount];
        Lbfgs.Minimize(
            (weights, gradient) =>
            {
                cancellation.ThrowIfCancellationRequested();
                return model.Objective(rows, weights, gradient, probabilities);
            },
            model._weights,
            Iterations,
            TolerancePerRow * rows.Count);
        return model;
    }

    /// <summary>Writes the [A] probabilities of a row's actions.</summary>
    /// <param name="row">The row.</param>
    /// <param name="sharpness">1 / temperature, by which b_a + w_a · z is multiplied.</param>
    /// <param name="probabilities">[A] where they go; 0 for impossible actions.</param>
    public void Predict(int row, double sharpness, double[] probabilities) => Predict(_weights, row, sharpness, probabilities);

    private double Objective(IReadOnlyList<int> rows, double[] weights, double[] gradient, double[] probabilities)
    {
        var stride = _width + 1;
        var value = 0.0;
        for (var index = 0; index < weights.Length; index++)
        {
            var precision = index % stride == _width ? 1 / (InterceptScale * InterceptScale) : 1;
            value += precision * weights[index] * weights[index] / 2;
            gradient[index] = precision * weights[index];
        }

        foreach (var row in rows)
        {
            Predict(weights, row, 1, probabilities);
            var logged = _page.LoggedActions[row];

            // What underflows to 0 is as unlikely as the smallest number: its logarithm is finite and its gradient the same.
            value -= Math.Log(Math.Max(probabilities[logged], double.Epsilon));
            for (var action = 0; action < probabilities.Length; action++)
            {
                var error = probabilities[action] - (action == logged ? 1 : 0);
                if (error == 0)
                {
                    continue;
                }

                for (var feature = 0; feature < _width; feature++)
                {
                    gradient[(action * stride) + feature] += error * Scaled(row, feature);
                }

                gradient[(action * stride) + _width] += error;
            }
        }

        return value;
    }

    private void Predict(double[] weights, int row, double sharpness, double[] probabilities)
    {
        var stride = _width + 1;
        var largest = double.NegativeInfinity;
        for (var action = 0; action < probabilities.Length; action++)
        {
            if (!_page.IsPossible(row, action))
            {
                probabilities[action] = double.NegativeInfinity;
                continue;
            }

            var score = weights[(action * stride) + _width];
            for (var feature = 0; feature < _width; feature++)
            {
                score += weights[(action * stride) + feature] * Scaled(row, feature);
            }

            probabilities[action] = sharpness * score;
            largest = Math.Max(largest, probabilities[action]);
        }

        var sum = 0.0;
        for (var action = 0; action < probabilities.Length; action++)
        {
            probabilities[action] = Math.Exp(probabilities[action] - largest);
            sum += probabilities[action];
        }

        for (var action = 0; action < probabilities.Length; action++)
        {
            probabilities[action] /= sum;
        }
    }

    private double Scaled(int row, int feature) => (_page.StateFeatures![((long)row * _width) + feature] - _means[feature]) * _scales[feature];

    private static (double[] Means, double[] Scales) Scaling(EvaluationPage page, IReadOnlyList<int> rows)
    {
        var width = page.StateWidth;
        double[] means = new double[width], scales = new double[width];
        for (var feature = 0; feature < width; feature++)
        {
            double mean = 0, squares = 0;
            foreach (var row in rows)
            {
                mean += page.StateFeatures![((long)row * width) + feature] / rows.Count;
            }

            foreach (var row in rows)
            {
                var distance = page.StateFeatures![((long)row * width) + feature] - mean;
                squares += distance * distance / rows.Count;
            }

            // A feature that is always the same here says nothing.
            (means[feature], scales[feature]) = (mean, squares > 1e-12 * (1 + (mean * mean)) ? 1 / Math.Sqrt(squares) : 0);
        }

        return (means, scales);
    }
}
