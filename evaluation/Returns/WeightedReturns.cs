using System.Numerics;
using ReAgent.Evaluation.Samples;
using ReAgent.Evaluation.Weights;

namespace ReAgent.Evaluation.Returns;

/// <summary>
/// Off-policy j-step returns with self-normalized weights, as functions of how often each episode occurs:
/// g_j = Σ_{t≤j} γ^t Σ_i [ρ_it (r_it − Q̂_it) + ρ_{i,t−1} V̂_it] + γ^{j+1} Σ_i ρ_ij V̂_{i,j+1}.
/// </summary>
/// <remarks>
/// Thomas and Brunskill 2016, equations 11 and 12. Cumulative weights are divided, step by step, by a power of two that is the size of
/// the step's largest: normalization cancels it. Sums over episodes run over time in vectors, element by element, so their bits do not
/// depend on the vector's width.
/// </remarks>
internal sealed class WeightedReturns
{
    private readonly int[] _offsets;
    private readonly double[] _weights;
    private readonly double[] _residuals;
    private readonly double[] _models;
    private readonly double[] _discounts;

    // The power of two that turns a weight in the scale of step t − 1 into one in the scale of step t; null where ended episodes lose
    // their weight.
    private readonly int[]? _shifts;

    /// <param name="sample">The sample.</param>
    /// <param name="episodes">Episodes all of whose steps have a weight; at least one.</param>
    /// <param name="gamma">γ, in [0, 1].</param>
    /// <param name="ended">What becomes of an episode's weight after its end.</param>
    /// <param name="withModel">Whether the page's Q̂ and V̂ take part; without them both are 0.</param>
    public WeightedReturns(EvaluationSample sample, int[] episodes, double gamma, EndedEpisodes ended, bool withModel = true)
    {
        Horizon = episodes.Max(sample.Page.LengthOf);
        _offsets = new int[episodes.Length + 1];
        for (var index = 0; index < episodes.Length; index++)
        {
            _offsets[index + 1] = _offsets[index] + sample.Page.LengthOf(episodes[index]);
        }

        var products = CumulativeProducts(sample, episodes);
        var scales = ScalesOf(products, ended);
        _shifts = ended == EndedEpisodes.LoseTheirWeight ? null : new int[Horizon];
        _discounts = new double[Horizon];
        for (var t = 0; t < Horizon; t++)
        {
            _discounts[t] = t == 0 ? 1 : _discounts[t - 1] * gamma;
            if (_shifts is not null && t > 0 && scales[t] != int.MinValue)
            {
                _shifts[t] = scales[t - 1] - scales[t];
            }
        }

        _weights = new double[_offsets[^1]];
        _residuals = new double[_weights.Length];
        _models = new double[_weights.Length];
        for (var index = 0; index < episodes.Length; index++)
        {
            for (var t = 0; t < LengthOf(index); t++)
            {
                var row = sample.Page.EpisodeOffsets[episodes[index]] + t;
                var cell = _offsets[index] + t;
                _weights[cell] = products[cell].RelativeTo(scales[t]);
                _residuals[cell] = _weights[cell] * (sample.Page.Reward.Logged[row] - (withModel ? sample.LoggedActionValues![row] : 0));
                _models[cell] = withModel ? (t == 0 ? 1 : _weights[cell - 1]) * sample.StateValues![row] : 0;
            }
        }
    }

    /// <summary>T, the length of the longest episode.</summary>
    public int Horizon { get; }

    public int Episodes => _offsets.Length - 1;

    /// <summary>g_{T−1}: the return that trusts the weights to the end.</summary>
    public double FullHorizon(ReadOnlySpan<double> counts)
    {
        double[] residuals = new double[Horizon], models = new double[Horizon];
        for (var episode = 0; episode < counts.Length; episode++)
        {
            if (counts[episode] != 0)
            {
                AddMultiple(residuals, StepsOf(_residuals, episode), counts[episode]);
                AddMultiple(models, StepsOf(_models, episode), counts[episode]);
            }
        }

        var (ofResidual, ofModel) = Coefficients(counts);
        var value = 0.0;
        for (var t = 0; t < Horizon; t++)
        {
            value += (residuals[t] * ofResidual[t]) + (models[t] * ofModel[t]);
        }

        return value;
    }

    /// <summary>
    /// [E, J] what one occurrence of each episode adds to the return of each of J steps; rows of episodes that do not occur stay 0.
    /// </summary>
    /// <param name="counts">[E] how often each episode occurs.</param>
    /// <param name="steps">[J] steps j, −1 … T − 1, ascending.</param>
    public double[] Contributions(ReadOnlySpan<double> counts, ReadOnlySpan<int> steps)
    {
        var (ofResidual, ofModel) = Coefficients(counts);
        var contributions = new double[counts.Length * steps.Length];
        for (var episode = 0; episode < counts.Length; episode++)
        {
            if (counts[episode] == 0)
            {
                continue;
            }

            ReadOnlySpan<double> residuals = StepsOf(_residuals, episode), models = StepsOf(_models, episode);
            var returns = contributions.AsSpan(episode * steps.Length, steps.Length);
            var soFar = 0.0;
            for (int next = 0, t = -1; next < steps.Length; t++)
            {
                var rest = t + 1 < models.Length ? models[t + 1] * ofModel[t + 1] : 0;
                for (; next < steps.Length && (steps[next] == t || t + 1 >= models.Length); next++)
                {
                    returns[next] = soFar + rest;
                }

                soFar += t + 1 < models.Length ? rest + (residuals[t + 1] * ofResidual[t + 1]) : 0;
            }
        }

        return contributions;
    }

    // γ^t over the sum of weights at t, for residuals; γ^t over that at t − 1, for models. 0 where there is no weight at all.
    private (double[] OfResidual, double[] OfModel) Coefficients(ReadOnlySpan<double> counts)
    {
        double[] sums = new double[Horizon], ended = new double[Horizon];
        var occurrences = 0.0;
        for (var episode = 0; episode < counts.Length; episode++)
        {
            if (counts[episode] != 0)
            {
                var weights = StepsOf(_weights, episode);
                AddMultiple(sums, weights, counts[episode]);
                occurrences += counts[episode];
                if (weights.Length < Horizon)
                {
                    ended[weights.Length] += counts[episode] * weights[^1];
                }
            }
        }

        double[] ofResidual = new double[Horizon], ofModel = new double[Horizon];
        var (carried, before) = (0.0, occurrences);
        for (var t = 0; t < Horizon; t++)
        {
            carried = _shifts is null ? 0 : Math.ScaleB(carried + ended[t], _shifts[t]);
            var sum = sums[t] + carried;
            ofModel[t] = before == 0 ? 0 : _discounts[t] / before;
            ofResidual[t] = sum == 0 ? 0 : _discounts[t] / sum;
            before = sum;
        }

        return (ofResidual, ofModel);
    }

    private int LengthOf(int episode) => _offsets[episode + 1] - _offsets[episode];

    private ReadOnlySpan<double> StepsOf(double[] column, int episode) => column.AsSpan(_offsets[episode]..(_offsets[episode + 1]));

    private ScaledProduct[] CumulativeProducts(EvaluationSample sample, int[] episodes)
    {
        var products = new ScaledProduct[_offsets[^1]];
        for (var index = 0; index < episodes.Length; index++)
        {
            var product = ScaledProduct.One;
            for (var t = 0; t < LengthOf(index); t++)
            {
                product = product.Times(sample.StepWeights[sample.Page.EpisodeOffsets[episodes[index]] + t]);
                products[_offsets[index] + t] = product;
            }
        }

        return products;
    }

    private int[] ScalesOf(ScaledProduct[] products, EndedEpisodes ended)
    {
        var scales = new int[Horizon];
        Array.Fill(scales, int.MinValue);
        for (var episode = 0; episode < Episodes; episode++)
        {
            var last = ended == EndedEpisodes.KeepTheirWeight ? Horizon : LengthOf(episode);
            for (var t = 0; t < last; t++)
            {
                scales[t] = Math.Max(scales[t], products[_offsets[episode] + Math.Min(t, LengthOf(episode) - 1)].Exponent);
            }
        }

        return scales;
    }

    private static void AddMultiple(Span<double> sums, ReadOnlySpan<double> values, double factor)
    {
        var t = 0;
        for (var multiplier = new Vector<double>(factor); t <= values.Length - Vector<double>.Count; t += Vector<double>.Count)
        {
            (new Vector<double>(sums[t..]) + (new Vector<double>(values[t..]) * multiplier)).CopyTo(sums[t..]);
        }

        for (; t < values.Length; t++)
        {
            sums[t] += values[t] * factor;
        }
    }
}
