using ReAgent.Evaluation.Samples;
using ReAgent.Evaluation.Statistics;

namespace ReAgent.Evaluation.Estimators;

/// <summary>The steps that an estimator per step uses, and sums over them episode by episode.</summary>
internal sealed class UsedSteps
{
    private readonly EvaluationSample _sample;
    private readonly IReadOnlyList<string> _notes;
    private readonly int[] _offsets;

    private UsedSteps(EvaluationSample sample, Func<int, bool> isUsed, IReadOnlyList<string> notes)
    {
        (_sample, _notes) = (sample, notes);
        var rows = new int[sample.Page.Steps];
        var offsets = new int[sample.Page.Episodes + 1];
        var (used, episodes) = (0, 0);
        for (var episode = 0; episode < sample.Page.Episodes; episode++)
        {
            for (var row = sample.Page.EpisodeOffsets[episode]; row < sample.Page.EpisodeOffsets[episode + 1]; row++)
            {
                if (isUsed(row))
                {
                    rows[used++] = row;
                }
            }

            // Episodes without a used step do not count.
            if (used > offsets[episodes])
            {
                offsets[++episodes] = used;
            }
        }

        Array.Resize(ref rows, used);
        Array.Resize(ref offsets, episodes + 1);
        (Rows, _offsets) = (rows, offsets);
    }

    /// <summary>Their rows in the page, ascending.</summary>
    public int[] Rows { get; }

    /// <summary>What <paramref name="make"/> makes of all steps, or why there is nothing to make.</summary>
    public static Preparation All(EvaluationSample sample, Func<UsedSteps, Preparation> make) =>
        sample.Page.Steps == 0 ? new CannotEstimate("There are no steps.") : make(new(sample, _ => true, []));

    /// <summary>
    /// What <paramref name="make"/> makes of the steps that have an importance weight; the others are set aside, unless they are too many.
    /// </summary>
    public static Preparation Weighted(EvaluationSample sample, EvaluationOptions options, Func<UsedSteps, Preparation> make)
    {
        var missing = sample.StepsWithoutWeight;
        return SetAside.Check(missing, sample.Page.Steps, "steps", options.LargestSetAsideShare) is { } reason
            ? new CannotEstimate(reason)
            : make(new(sample, step => !double.IsNaN(sample.StepWeights[step]), SetAside.Notes(missing, sample.Page.Steps, "steps")));
    }

    /// <summary>The mean over steps.</summary>
    public RatioOfSums Mean(Func<int, double> valueOfStep) => Ratio(valueOfStep, _ => 1);

    /// <summary>The sum of one value per step over the sum of another.</summary>
    public RatioOfSums Ratio(Func<int, double> numerator, Func<int, double> denominator) => new(Sums(numerator), Sums(denominator));

    /// <summary>Whether the target policy takes none of the logged actions, so that importance weights say nothing.</summary>
    public bool HaveNoWeight => Array.TrueForAll(Rows, row => _sample.StepWeights[row] == 0);

    /// <summary>The answer: an estimate beside the mean reward of the same steps in the log.</summary>
    public Prepared Answer(EpisodeStatistic target) => new(target, Mean(row => _sample.Page.Reward.Logged[row]), Rows.Length, _notes);

    private double[] Sums(Func<int, double> valueOfStep)
    {
        var sums = new double[_offsets.Length - 1];
        for (var episode = 0; episode < sums.Length; episode++)
        {
            for (var step = _offsets[episode]; step < _offsets[episode + 1]; step++)
            {
                sums[episode] += valueOfStep(Rows[step]);
            }
        }

        return sums;
    }
}
