using System;
using System.Linq;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>A choice among the places of the last dimension, by probabilities (normalized here) or by log-odds.</summary>
    public class Categorical : distributions.Distribution
    {
        private readonly Tensor? givenProbabilities;
        private readonly Tensor? givenLogits;
        private readonly long events;

        internal Categorical(Tensor? probs, Tensor? logits, Generator? generator)
            : base(generator, [.. Given(probs, logits).shape.SkipLast(1)])
        {
            events = Given(probs, logits).size(-1);
            givenProbabilities = probs is null
                ? null
                : WrappedTensorDisposeScope(() => probs / probs.sum(-1, keepdim: true)).DetachFromDisposeScope();
            givenLogits = logits is null
                ? null
                : WrappedTensorDisposeScope(() => logits - logits.logsumexp(-1, keepdim: true)).DetachFromDisposeScope();
        }

        /// <summary>The probabilities, which sum to 1.</summary>
        public Tensor probs => givenProbabilities ?? givenLogits!.softmax(-1);

        /// <summary>The log-probabilities; those of zero probabilities are kept finite.</summary>
        public Tensor logits => givenLogits ?? WrappedTensorDisposeScope(() => Clamped(givenProbabilities!).log());

        public long[] param_shape => (givenProbabilities ?? givenLogits)!.shape;

        public override Tensor mean => full(batch_shape.ToArray(), double.NaN, probs.dtype, probs.device);

        public override Tensor variance => full(batch_shape.ToArray(), double.NaN, probs.dtype, probs.device);

        public override Tensor mode => (givenProbabilities ?? givenLogits)!.argmax(-1);

        /// <summary>Draws places; like <see cref="distributions.Distribution.sample"/>, without derivatives.</summary>
        public override Tensor rsample(params long[] sample_shape) => WrappedTensorDisposeScope(() =>
        {
            long draws = sample_shape.Aggregate(1L, (product, extent) => product * extent);
            return probs.reshape(-1, events).multinomial(draws, true, generator).t().reshape(ExtendedShape(sample_shape));
        });

        public override Tensor log_prob(Tensor value) => WrappedTensorDisposeScope(() =>
        {
            Tensor places = value.@long().unsqueeze(-1);
            var both = broadcast_tensors(places, logits);
            return both[1].gather(-1, both[0][TensorIndex.Ellipsis, TensorIndex.Slice(null, 1)]).squeeze(-1);
        });

        public override Tensor entropy() => WrappedTensorDisposeScope(() => -(logits.clamp(min: -3.4028234663852886e38) * probs).sum(-1));

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                givenProbabilities?.Dispose();
                givenLogits?.Dispose();
            }
            base.Dispose(disposing);
        }

        private static Tensor Given(Tensor? probs, Tensor? logits) => (probs is null) != (logits is null)
            ? (probs ?? logits)!
            : throw new ArgumentException("Either `probs` or `logits` must be specified, but not both.");

        private static Tensor Clamped(Tensor probabilities)
        {
            double eps = probabilities.dtype == ScalarType.Float64 ? Math.BitIncrement(1.0) - 1 : MathF.BitIncrement(1f) - 1;
            return probabilities.clamp(eps, 1 - eps);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class distributions
        {
            public static Categorical Categorical(Tensor? probs = null, Tensor? logits = null, Generator? generator = null) =>
                new(probs, logits, generator);
        }
    }
}
