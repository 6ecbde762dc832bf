using ReAgent.Evaluation.Naming;

namespace ReAgent.Evaluation.Pages;

/// <summary>
/// Logged episodes beside what the models and the target policy say about them: all that estimators read. N steps (rows) of E episodes,
/// A actions, matrices row-major. Episodes are in ordinal order of their ids and the steps of an episode in order of their sequence
/// numbers, so the page depends on the rows alone and not on the batches, shards or order in which they came.
/// </summary>
public sealed class EvaluationPage
{
    private readonly EvaluationColumns _rows;

    private EvaluationPage(EvaluationColumns sortedRows)
    {
        _rows = sortedRows;
        EpisodeOffsets = OffsetsOf(sortedRows.EpisodeIds);
        EpisodeIds = [.. EpisodeOffsets.SkipLast(1).Select(first => sortedRows.EpisodeIds[first])];
    }

    /// <summary>N, the number of steps.</summary>
    public int Steps => _rows.SequenceNumbers.Length;

    /// <summary>E, the number of episodes.</summary>
    public int Episodes => EpisodeOffsets.Length - 1;

    /// <summary>A, the number of actions.</summary>
    public int ActionCount => _rows.ActionNames.Count;

    /// <summary>Names of the A actions.</summary>
    public IReadOnlyList<string> ActionNames => _rows.ActionNames;

    /// <summary>[E] ids of the episodes, in ordinal order.</summary>
    public string[] EpisodeIds { get; }

    /// <summary>[E + 1] episode e holds the rows <c>EpisodeOffsets[e]</c> … <c>EpisodeOffsets[e + 1] − 1</c>.</summary>
    public int[] EpisodeOffsets { get; }

    /// <inheritdoc cref="EvaluationColumns.SequenceNumbers"/>
    public long[] SequenceNumbers => _rows.SequenceNumbers;

    /// <inheritdoc cref="EvaluationColumns.LoggedActions"/>
    public int[] LoggedActions => _rows.LoggedActions;

    /// <inheritdoc cref="EvaluationColumns.LoggedPropensities"/>
    public double[] LoggedPropensities => _rows.LoggedPropensities;

    /// <inheritdoc cref="EvaluationColumns.LoggingPropensities"/>
    public double[]? LoggingPropensities => _rows.LoggingPropensities;

    /// <inheritdoc cref="EvaluationColumns.TargetPropensities"/>
    public double[] TargetPropensities => _rows.TargetPropensities;

    /// <inheritdoc cref="EvaluationColumns.PossibleActions"/>
    public bool[]? PossibleActions => _rows.PossibleActions;

    /// <inheritdoc cref="EvaluationColumns.PolicyScores"/>
    public double[]? PolicyScores => _rows.PolicyScores;

    /// <inheritdoc cref="EvaluationColumns.States"/>
    public string[]? States => _rows.States;

    /// <inheritdoc cref="EvaluationColumns.StateFeatures"/>
    public double[]? StateFeatures => _rows.StateFeatures;

    /// <summary>F, the number of features of a state; 0 when there are none, or no rows.</summary>
    public int StateWidth => EvaluationRows.StateWidth(_rows);

    /// <summary>The outcome that estimators estimate.</summary>
    public OutcomeColumns Reward => _rows.Reward;

    /// <summary>Outcomes beside the reward, in ordinal order of their names.</summary>
    public IReadOnlyList<OutcomeColumns> Metrics => _rows.Metrics;

    /// <summary>The page that holds the rows of all batches.</summary>
    /// <exception cref="InvalidEvaluationPageException">The rows do not make a page; the exception lists every problem.</exception>
    public static EvaluationPage From(IEnumerable<EvaluationColumns> batches)
    {
        EvaluationColumns[] parts = [.. batches];
        EvaluationPageValidation.CheckShapes(parts);
        var rows = EvaluationRows.Sort(EvaluationRows.Concatenate(parts));
        EvaluationPageValidation.CheckValues(rows);
        return new EvaluationPage(rows);
    }

    /// <inheritdoc cref="From(IEnumerable{EvaluationColumns})"/>
    public static EvaluationPage From(EvaluationColumns batch) => From([batch]);

    /// <summary>The page that holds the rows of all pages. However rows were split over the pages, the result is the same.</summary>
    /// <exception cref="InvalidEvaluationPageException">The pages do not fit together, or a step is in two of them.</exception>
    public static EvaluationPage Concatenate(IEnumerable<EvaluationPage> pages) => From(pages.Select(page => page._rows));

    /// <summary>The page with a metric in the reward's place, its logged values and every model of it.</summary>
    /// <exception cref="ArgumentException">The page has no metric of that name.</exception>
    public EvaluationPage ForMetric(string name)
    {
        string[] names = [.. Metrics.Select(outcome => outcome.Name)];
        var metric = Metrics.FirstOrDefault(outcome => outcome.Name == name)
            ?? throw new ArgumentException($"The page has no metric '{name}'. {ValidNames.Hint(name, names)}", nameof(name));
        return new EvaluationPage(_rows with { Reward = metric, Metrics = [] });
    }

    /// <summary>Number of steps of an episode.</summary>
    public int LengthOf(int episode) => EpisodeOffsets[episode + 1] - EpisodeOffsets[episode];

    /// <summary>The page of the given episodes (indices 0 … E−1): how a page is split into parts.</summary>
    public EvaluationPage Select(IEnumerable<int> episodes)
    {
        var rows = episodes.Distinct().Order().SelectMany(episode =>
            Enumerable.Range(EpisodeOffsets[episode], LengthOf(episode)));
        return new(EvaluationRows.Select(_rows, [.. rows]));
    }

    /// <summary>
    /// [N] v_t = r_t + γ^(seq_{t+1} − seq_t) · v_{t+1} within an episode: what the log earned from each step on. The discount counts
    /// sequence numbers, so that a gap in the log is a gap in time.
    /// </summary>
    /// <param name="gamma">γ, in [0, 1].</param>
    public double[] DiscountedLoggedValues(double gamma)
    {
        var values = (double[])Reward.Logged.Clone();
        for (var episode = 0; episode < Episodes; episode++)
        {
            for (var row = EpisodeOffsets[episode + 1] - 2; row >= EpisodeOffsets[episode]; row--)
            {
                values[row] += Power(gamma, SequenceNumbers[row + 1] - SequenceNumbers[row]) * values[row + 1];
            }
        }

        return values;
    }

    /// <summary>Whether an action was possible at a step.</summary>
    internal bool IsPossible(int row, int action) => _rows.PossibleActions is not { } possible || possible[(row * ActionCount) + action];

    /// <summary>The page with other [N] propensities of the logged actions.</summary>
    internal EvaluationPage WithLoggedPropensities(double[] propensities) => new(_rows with { LoggedPropensities = propensities });

    /// <summary>The rows in the page's order.</summary>
    internal EvaluationColumns Rows => _rows;

    // By repeated squaring rather than Math.Pow, whose last bit depends on the platform.
    private static double Power(double value, long exponent)
    {
        var power = 1.0;
        for (; exponent > 0; exponent >>= 1, value *= value)
        {
            power = (exponent & 1) == 1 ? power * value : power;
        }

        return power;
    }

    private static int[] OffsetsOf(string[] episodeOfRow)
    {
        List<int> offsets = [0];
        for (var row = 1; row <= episodeOfRow.Length; row++)
        {
            if (row == episodeOfRow.Length || !string.Equals(episodeOfRow[row], episodeOfRow[row - 1], StringComparison.Ordinal))
            {
                offsets.Add(row);
            }
        }

        return [.. offsets];
    }
}
