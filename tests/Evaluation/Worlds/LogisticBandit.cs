using ReAgent.Contracts.Randomness;

namespace ReAgent.Evaluation.Tests.Worlds;

/// <summary>
/// The synthetic bandit of Open Bandit Pipeline: contexts are standard normal, the probability of a reward is the logistic function of a
/// standardized score with coefficients of contexts, actions and pairs of them drawn uniformly from [−1, 1], and the logging policy is
/// the softmax of β times these probabilities.
/// </summary>
/// <remarks>
/// <c>SyntheticBanditDataset</c> with <c>logistic_reward_function</c> of obp 0.5; Saito, Aihara, Matsutani and Narita, "Open Bandit Dataset
/// and Pipeline", NeurIPS 2021 (datasets). Scores are standardized over the rounds of one draw, as there.
/// </remarks>
public sealed class LogisticBandit
{
    private readonly ulong _seed;
    private readonly double _beta;
    private readonly double[] _ofContext;
    private readonly double[] _ofAction;
    private readonly double[] _ofPair;

    public LogisticBandit(ulong seed, int actions, int dimensions, double beta)
    {
        (_seed, _beta, Actions, Dimensions) = (seed, beta, actions, dimensions);
        var random = new RandomStream(seed, "logistic-bandit/coefficients");
        double[] Uniform(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextDouble(-1, 1))];

        // Both contexts and actions (in one-hot coding) have a 1 before them.
        (_ofContext, _ofAction, _ofPair) = (Uniform(dimensions + 1), Uniform(actions + 1), Uniform((dimensions + 1) * (actions + 1)));
    }

    public int Actions { get; }

    public int Dimensions { get; }

    /// <summary>Draws rounds; the same for the same purpose.</summary>
    public LogisticBanditRounds Draw(int rounds, string purpose)
    {
        var random = new RandomStream(_seed, $"logistic-bandit/{purpose}");
        double[][] contexts =
            [.. Enumerable.Range(0, rounds).Select(_ => Enumerable.Range(0, Dimensions).Select(_ => random.NextGaussian()).ToArray())];
        var expected = ExpectedRewards(contexts);
        var logging = new double[expected.Length];
        int[] actions = new int[rounds];
        double[] rewards = new double[rounds];
        for (var round = 0; round < rounds; round++)
        {
            var row = logging.AsSpan(round * Actions, Actions);
            for (var action = 0; action < Actions; action++)
            {
                row[action] = _beta * expected[(round * Actions) + action];
            }

            Softmax(row);
            actions[round] = Pick(row, random.NextDouble());
            rewards[round] = random.NextDouble() < expected[(round * Actions) + actions[round]] ? 1 : 0;
        }

        return new(contexts, actions, rewards, logging, expected);
    }

    /// <summary>Puts the softmax of a row in its place.</summary>
    public static void Softmax(Span<double> row)
    {
        double largest = double.NegativeInfinity, sum = 0;
        foreach (var value in row)
        {
            largest = Math.Max(largest, value);
        }

        foreach (ref var value in row)
        {
            value = Math.Exp(value - largest);
            sum += value;
        }

        foreach (ref var value in row)
        {
            value /= sum;
        }
    }

    /// <summary>The index whose share of the probabilities holds a number of [0, 1).</summary>
    public static int Pick(ReadOnlySpan<double> probabilities, double share)
    {
        var index = 0;
        while (index < probabilities.Length - 1 && (share -= probabilities[index]) >= 0)
        {
            index++;
        }

        return index;
    }

    private double[] ExpectedRewards(double[][] contexts)
    {
        var scores = new double[contexts.Length * Actions];
        for (var cell = 0; cell < scores.Length; cell++)
        {
            var (context, action) = (contexts[cell / Actions], cell % Actions);
            scores[cell] = _ofAction[0] + _ofAction[action + 1];
            for (var dimension = 0; dimension <= Dimensions; dimension++)
            {
                var value = dimension == 0 ? 1 : context[dimension - 1];
                var pair = dimension * (Actions + 1);
                scores[cell] += value * (_ofContext[dimension] + _ofPair[pair] + _ofPair[pair + action + 1]);
            }
        }

        var mean = scores.Average();
        var deviation = Math.Sqrt(scores.Average(score => (score - mean) * (score - mean)));
        return [.. scores.Select(score => 1 / (1 + Math.Exp((mean - score) / deviation)))];
    }
}
