using ReAgent.Evaluation.Pages;
using ReAgent.Evaluation.Samples;

namespace ReAgent.Evaluation.Estimators;

/// <summary>
/// The importance weights π(a | s) / μ(a | s) of all actions at some steps, μ the logging policy; where a page knows only those of the
/// logged actions, these. A weight is infinite where the target policy takes an action that the logging policy hardly ever does.
/// </summary>
internal sealed class ActionWeights
{
    private readonly EvaluationPage _page;
    private readonly double[] _weights;
    private readonly double[] _shares;
    private readonly int[] _placeOfRow;
    private readonly int _width;

    public ActionWeights(EvaluationSample sample, int[] rows, double smallestPropensity)
    {
        var page = _page = sample.Page;
        _width = page.LoggingPropensities is null ? 1 : page.ActionCount;
        _weights = new double[rows.Length * _width];
        _shares = new double[rows.Length * _width];
        _placeOfRow = new int[page.Steps];
        for (var place = 0; place < rows.Length; place++)
        {
            var row = rows[place];
            _placeOfRow[row] = place;
            var ofRow = _weights.AsSpan(place * _width, _width);
            if (page.LoggingPropensities is { } logging)
            {
                page.TargetPropensities.AsSpan(row * _width, _width).CopyTo(_shares.AsSpan(place * _width));
                for (var action = 0; action < _width; action++)
                {
                    ofRow[action] = Weight(_shares[(place * _width) + action], logging[(row * _width) + action], smallestPropensity);
                }
            }
            else
            {
                // The share of an action that was logged stands for 1 / p steps.
                _shares[place] = sample.StepWeights[row];
            }

            if (page.LoggedActions[row] is var logged and not LoggedActions.NotAmongThem)
            {
                var target = page.TargetPropensities[(row * page.ActionCount) + logged];
                ofRow[_width == 1 ? 0 : logged] = Weight(target, page.LoggedPropensities[row], smallestPropensity);
            }
        }

        double[] finite = [.. _weights.Where(double.IsFinite)];
        (Smallest, Largest) = finite.Length == 0 ? (0, 0) : (finite.Min(), finite.Max());
    }

    /// <summary>The smallest weight; infinite ones do not count here and in <see cref="Largest"/>.</summary>
    public double Smallest { get; }

    public double Largest { get; }

    /// <summary>Whether the weight of the logged action is above the threshold; an infinite one is above every threshold.</summary>
    public bool IsLoggedAbove(int row, double threshold) =>
        _page.LoggedActions[row] != LoggedActions.NotAmongThem && IsAbove(row, _page.LoggedActions[row], threshold);

    /// <summary>The same of any action, where the page knows the logging policy.</summary>
    public bool IsAbove(int row, int action, double threshold) =>
        IsAbove(_weights[(_placeOfRow[row] * _width) + (_width == 1 ? 0 : action)], threshold);

    /// <summary>
    /// How often the target policy takes actions of a weight above the threshold, mean over steps: Σ_a π(a | s) 1{w_a > τ} or, with the
    /// weights of logged actions alone, its unbiased estimate w 1{w > τ}.
    /// </summary>
    public double ShareAbove(double threshold)
    {
        var share = 0.0;
        for (var cell = 0; cell < _weights.Length; cell++)
        {
            share += IsAbove(_weights[cell], threshold) ? _shares[cell] : 0;
        }

        return share / (_weights.Length / _width);
    }

    private static bool IsAbove(double weight, double threshold) => weight > threshold || double.IsPositiveInfinity(weight);

    private static double Weight(double target, double logging, double smallestPropensity) =>
        target == 0 ? 0 : logging < smallestPropensity ? double.PositiveInfinity : target / logging;
}
