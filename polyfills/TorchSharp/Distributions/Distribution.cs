using System;

namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        /// <summary>A probability distribution, one for each element of its batch shape.</summary>
        public abstract class Distribution : IDisposable
        {
            private protected Distribution(Generator? generator, long[] batch_shape, long[]? event_shape = null)
            {
                this.generator = generator;
                this.batch_shape = batch_shape;
                this.event_shape = event_shape ?? [];
            }

            public Size batch_shape { get; }

            public Size event_shape { get; }

            public abstract Tensor mean { get; }

            public abstract Tensor variance { get; }

            public virtual Tensor mode => throw new NotSupportedException($"{GetType().Name} has no mode here.");

            public virtual Tensor stddev => WrappedTensorDisposeScope(() => variance.sqrt());

            private protected Generator? generator { get; }

            /// <summary>Draws without derivatives; the shape of the draws comes before the batch shape.</summary>
            public virtual Tensor sample(params long[] sample_shape)
            {
                using (no_grad())
                {
                    return rsample(sample_shape);
                }
            }

            /// <summary>Draws as a function of the parameters, so that derivatives reach them where the distribution allows.</summary>
            public abstract Tensor rsample(params long[] sample_shape);

            public abstract Tensor log_prob(Tensor value);

            public abstract Tensor entropy();

            public virtual Tensor cdf(Tensor value) => throw new NotSupportedException(
                $"{GetType().Name} has no distribution function here.");

            public virtual Tensor icdf(Tensor value) => throw new NotSupportedException($"{GetType().Name} has no quantile function here.");

            /// <summary>exp(entropy)</summary>
            public virtual Tensor perplexity() => WrappedTensorDisposeScope(() => entropy().exp());

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
            }

            private protected long[] ExtendedShape(params long[] sample_shape) =>
                [.. sample_shape, .. batch_shape, .. event_shape];
        }
    }
}
