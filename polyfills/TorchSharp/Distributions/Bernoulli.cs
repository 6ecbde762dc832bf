using System;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>1 with a probability, otherwise 0.</summary>
    public class Bernoulli : distributions.Distribution
    {
        private readonly Tensor? givenProbabilities;
        private readonly Tensor? givenLogits;

        internal Bernoulli(Tensor? probs, Tensor? logits, Generator? generator)
            : base(
                generator,
                (probs is null) != (logits is null)
                    ? (probs ?? logits)!.shape
                    : throw new ArgumentException("Either `probs` or `logits` must be specified, but not both."))
        {
            givenProbabilities = probs?.alias().DetachFromDisposeScope();
            givenLogits = logits?.alias().DetachFromDisposeScope();
        }

        public Tensor probs => givenProbabilities ?? givenLogits!.sigmoid();

        public Tensor logits => givenLogits ?? WrappedTensorDisposeScope(() =>
        {
            double eps = givenProbabilities!.dtype == ScalarType.Float64 ? Math.BitIncrement(1.0) - 1 : MathF.BitIncrement(1f) - 1;
            Tensor inside = givenProbabilities.clamp(eps, 1 - eps);
            return inside.log() - (-inside).log1p();
        });

        public override Tensor mean => probs;

        public override Tensor variance => WrappedTensorDisposeScope(() => probs * (1 - probs));

        public override Tensor rsample(params long[] sample_shape) =>
            WrappedTensorDisposeScope(() => probs.expand(ExtendedShape(sample_shape)).bernoulli(generator));

        public override Tensor log_prob(Tensor value) => WrappedTensorDisposeScope(() =>
        {
            var both = broadcast_tensors(logits, value);
            return -nn.functional.binary_cross_entropy_with_logits(both[0], both[1], reduction: nn.Reduction.None);
        });

        public override Tensor entropy() => WrappedTensorDisposeScope(() =>
            nn.functional.binary_cross_entropy_with_logits(logits, probs, reduction: nn.Reduction.None));

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                givenProbabilities?.Dispose();
                givenLogits?.Dispose();
            }
            base.Dispose(disposing);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class distributions
        {
            public static Bernoulli Bernoulli(Tensor? probs = null, Tensor? logits = null, Generator? generator = null) =>
                new(probs, logits, generator);
        }
    }
}
