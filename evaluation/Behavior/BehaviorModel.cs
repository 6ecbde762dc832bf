using ReAgent.Data.Episodes;
using ReAgent.Evaluation.Pages;

namespace ReAgent.Evaluation.Behavior;

/// <summary>Estimates the propensities that a log lacks, by a model of the logging policy over the states' features.</summary>
/// <remarks>
/// Episodes fall into <see cref="Folds"/> folds by hash of their id. For each fold, multinomial logistic regression is fitted to all others but
/// one, and that one determines the temperature by which its scores are divided (Guo et al., "On Calibration of Modern Neural Networks", 2017). So no
/// row is predicted by anything that has seen its episode (Chernozhukov et al., "Double/debiased machine learning", 2018). Propensities that were
/// logged stay as they are. The result depends on the page alone.
/// </remarks>
public static class BehaviorModel
{
    /// <summary>Number of folds.</summary>
    public const int Folds = 5;

    /// <summary>No estimated propensity is smaller: a model is not to be trusted with how rare the rarest is.</summary>
    public const double SmallestPropensity = 0.001;

    // Nats per step: by how much less a model may predict than frequencies before anybody need care.
    internal const double SmallestLogLossExcess = 0.01;
    private const int Bins = 10;
    private const double LargestSharpness = 4;
    private const int SharpnessSteps = 40;

    /// <summary>The page with its missing propensities estimated.</summary>
    /// <returns>
    /// Null when none is missing, or none can be estimated: the page has no state features, or too few episodes for every fold that has some to
    /// leave others to learn from.
    /// </returns>
    public static BehaviorEstimate? Estimate(EvaluationPage page, CancellationToken cancellation = default)
    {
        int[] usable = [.. Enumerable.Range(0, page.Steps).Where(row => IsUsable(page, row))];
        if (page.StateFeatures is null || !usable.Any(row => IsMissing(page, row)))
        {
            return null;
        }

        var foldOf = FoldOfRow(page);
        var propensities = (double[])page.LoggedPropensities.Clone();
        var tally = new Tally(page);
        for (var fold = 0; fold < Folds; fold++)
        {
            var calibrating = (fold + 1) % Folds;
            int[] predicted = [.. usable.Where(row => foldOf[row] == fold)];
            int[] training = [.. usable.Where(row => foldOf[row] != fold && foldOf[row] != calibrating)];
            if (predicted.Length == 0)
            {
                continue;
            }

            if (training.Length == 0)
            {
                return null;
            }

            var model = MultinomialRegression.Fit(page, training, cancellation);
            var sharpness = Sharpness(page, model, [.. usable.Where(row => foldOf[row] == calibrating)]);
            var frequencies = Frequencies(page, training);
            var probabilities = new double[page.ActionCount];
            foreach (var row in predicted)
            {
                model.Predict(row, sharpness, probabilities);
                var isEstimated = IsMissing(page, row);
                tally.Add(row, probabilities, Frequency(page, frequencies, row), 1 / sharpness, isEstimated);
                if (isEstimated)
                {
                    propensities[row] = Math.Max(SmallestPropensity, probabilities[page.LoggedActions[row]]);
                }
            }
        }

        return new(page.WithLoggedPropensities(propensities), tally.Report());
    }

    private static bool IsMissing(EvaluationPage page, int row) => !(page.LoggedPropensities[row] > 0);

    private static bool IsUsable(EvaluationPage page, int row) =>
        page.LoggedActions[row] is not LoggedActions.NotAmongThem and var action && page.IsPossible(row, action);

    private static int[] FoldOfRow(EvaluationPage page)
    {
        var folds = new int[page.Steps];
        for (var episode = 0; episode < page.Episodes; episode++)
        {
            Array.Fill(folds, MdpHash.Fold(page.EpisodeIds[episode], Folds), page.EpisodeOffsets[episode], page.LengthOf(episode));
        }

        return folds;
    }

    // The loss is convex in 1 / temperature, so that thirds of a bracket find its minimum.
    private static double Sharpness(EvaluationPage page, MultinomialRegression model, int[] rows)
    {
        if (rows.Length == 0)
        {
            return 1;
        }

        var probabilities = new double[page.ActionCount];
        var (low, high) = (1 / LargestSharpness / LargestSharpness, LargestSharpness);
        for (var step = 0; step < SharpnessSteps; step++)
        {
            var third = (high - low) / 3;
            (low, high) = Loss(low + third) <= Loss(high - third) ? (low, high - third) : (low + third, high);
        }

        return (low + high) / 2;

        double Loss(double sharpness)
        {
            var loss = 0.0;
            foreach (var row in rows)
            {
                model.Predict(row, sharpness, probabilities);
                loss -= Math.Log(Math.Max(probabilities[page.LoggedActions[row]], double.Epsilon));
            }

            return loss;
        }
    }

    // One more of each, so that none is impossible.
    private static double[] Frequencies(EvaluationPage page, int[] rows)
    {
        var counts = new double[page.ActionCount];
        Array.Fill(counts, 1);
        foreach (var row in rows)
        {
            counts[page.LoggedActions[row]]++;
        }

        return counts;
    }

    private static double Frequency(EvaluationPage page, double[] counts, int row)
    {
        var possible = 0.0;
        for (var action = 0; action < counts.Length; action++)
        {
            possible += page.IsPossible(row, action) ? counts[action] : 0;
        }

        return counts[page.LoggedActions[row]] / possible;
    }

    /// <summary>Counts up what out-of-fold predictions were worth.</summary>
    private sealed class Tally(EvaluationPage page)
    {
        private readonly double[] _modelLoss = new double[page.Steps];
        private readonly double[] _frequencyLoss = new double[page.Steps];
        private readonly int[] _counts = new int[Bins];
        private readonly int[] _logged = new int[Bins];
        private readonly double[] _predicted = new double[Bins];
        private double _temperatures;
        private int _rows;
        private int _estimated;
        private int _floored;

        public void Add(int row, double[] probabilities, double frequency, double temperature, bool isEstimated)
        {
            var action = page.LoggedActions[row];
            _rows++;
            _temperatures += temperature;
            _estimated += isEstimated ? 1 : 0;
            _floored += isEstimated && probabilities[action] < SmallestPropensity ? 1 : 0;
            _modelLoss[row] = -Math.Log(Math.Max(SmallestPropensity, probabilities[action]));
            _frequencyLoss[row] = -Math.Log(Math.Max(SmallestPropensity, frequency));
            for (var other = 0; other < probabilities.Length; other++)
            {
                if (page.IsPossible(row, other))
                {
                    var bin = Math.Min(Bins - 1, (int)(probabilities[other] * Bins));
                    _counts[bin]++;
                    _logged[bin] += other == action ? 1 : 0;
                    _predicted[bin] += probabilities[other];
                }
            }
        }

        public BehaviorReport Report()
        {
            double model = _modelLoss.Sum() / _rows, frequency = _frequencyLoss.Sum() / _rows, squares = 0;
            for (var episode = 0; episode < page.Episodes; episode++)
            {
                var surplus = 0.0;
                for (var row = page.EpisodeOffsets[episode]; row < page.EpisodeOffsets[episode + 1]; row++)
                {
                    surplus += _modelLoss[row] == 0 && _frequencyLoss[row] == 0 ? 0 : _modelLoss[row] - _frequencyLoss[row] - (model - frequency);
                }

                squares += surplus * surplus;
            }

            return new()
            {
                EstimatedSteps = _estimated,
                EstimatedShare = (double)_estimated / page.Steps,
                FlooredSteps = _floored,
                LogLoss = model,
                FrequencyLogLoss = frequency,
                LogLossStandardError = Math.Sqrt(squares) / _rows,
                Temperature = _temperatures / _rows,
                Calibration =
                [
                    .. Enumerable.Range(0, Bins).Where(bin => _counts[bin] > 0).Select(bin => new CalibrationBin(
                        (double)bin / Bins,
                        (double)(bin + 1) / Bins,
                        _counts[bin],
                        _predicted[bin] / _counts[bin],
                        (double)_logged[bin] / _counts[bin])),
                ],
            };
        }
    }
}
