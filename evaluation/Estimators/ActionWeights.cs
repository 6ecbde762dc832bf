using ReAgent.Evaluation.Samples;

namespace ReAgent.Evaluation.Estimators;

/// <summary>
/// The importance weights π(a | s) / μ(a | s) of all actions at some steps, μ the logging policy; where a page knows only those of the
/// logged actions, these.
/// </summary>
internal sealed class ActionWeights
{
    private readonly EvaluationSample _sample;
    private readonly int[] _rows;
    private readonly double _smallestPropensity;

    public ActionWeights(EvaluationSample sample, int[] rows, double smallestPropensity)
    {
        (_sample, _rows, _smallestPropensity) = (sample, rows, smallestPropensity);
        var finite = rows.SelectMany(WeightsAt).Where(double.IsFinite).ToArray();
        (Smallest, Largest) = finite.Length == 0 ? (0, 0) : (finite.Min(), finite.Max());
    }

    /// <summary>The smallest weight; infinite ones do not count here and in <see cref="Largest"/>.</summary>
    public double Smallest { get; }

    public double Largest { get; }

    /// <summary>Whether the weight of the logged action is above the threshold, or the logging policy hardly ever takes it.</summary>
    public bool IsLoggedAbove(int row, double threshold) => IsAbove(OfLogged(row), threshold);

    /// <summary>
    /// Whether the weight of an action is above the threshold, or the target policy takes it and the logging policy hardly ever does.
    /// </summary>
    public bool IsAbove(int row, int action, double threshold) => IsAbove(Of(row, action), threshold);

    /// <summary>
    /// How often the target policy takes actions of a weight above the threshold, mean over steps: Σ_a π(a | s) 1{w_a > τ} or, with the
    /// weights of logged actions alone, its unbiased estimate w 1{w > τ}.
    /// </summary>
    public double ShareAbove(double threshold)
    {
        var share = 0.0;
        foreach (var row in _rows)
        {
            share += _sample.Page.LoggingPropensities is null ? EstimatedShare(row, threshold) : ShareAt(row, threshold);
        }

        return share / _rows.Length;
    }

    private double EstimatedShare(int row, double threshold) => IsLoggedAbove(row, threshold) ? _sample.StepWeights[row] : 0;

    private double ShareAt(int row, double threshold)
    {
        var share = 0.0;
        for (var action = 0; action < _sample.Page.ActionCount; action++)
        {
            share += IsAbove(row, action, threshold) ? _sample.Page.TargetPropensities[(row * _sample.Page.ActionCount) + action] : 0;
        }

        return share;
    }

    private static bool IsAbove(double weight, double threshold) => weight > threshold || double.IsPositiveInfinity(weight);

    private double OfLogged(int row) =>
        _sample.StepWeights[row] > 0 && _sample.Page.LoggedPropensities[row] < _smallestPropensity
            ? double.PositiveInfinity
            : _sample.StepWeights[row];

    private double Of(int row, int action)
    {
        var page = _sample.Page;
        var cell = (row * page.ActionCount) + action;
        return action == page.LoggedActions[row] ? OfLogged(row)
            : page.TargetPropensities[cell] == 0 ? 0
            : page.LoggingPropensities![cell] < _smallestPropensity ? double.PositiveInfinity
            : page.TargetPropensities[cell] / page.LoggingPropensities[cell];
    }

    private IEnumerable<double> WeightsAt(int row) => _sample.Page.LoggingPropensities is null
        ? [OfLogged(row)]
        : Enumerable.Range(0, _sample.Page.ActionCount).Select(action => Of(row, action));
}
