using System;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>The normal distribution with a mean and a standard deviation.</summary>
    public class Normal : distributions.Distribution
    {
        private readonly Tensor loc;
        private readonly Tensor scale;

        internal Normal(Tensor loc, Tensor scale, Generator? generator)
            : this(Broadcast(loc, scale), generator)
        {
        }

        private Normal((Tensor Loc, Tensor Scale) parameters, Generator? generator)
            : base(generator, parameters.Loc.shape)
        {
            loc = parameters.Loc.alias().DetachFromDisposeScope();
            scale = parameters.Scale.alias().DetachFromDisposeScope();
        }

        public override Tensor mean => loc;

        public override Tensor mode => loc;

        public override Tensor stddev => scale;

        public override Tensor variance => scale.pow(2);

        public override Tensor sample(params long[] sample_shape)
        {
            using (no_grad())
            {
                long[] shape = ExtendedShape(sample_shape);
                return WrappedTensorDisposeScope(() => normal(loc.expand(shape), scale.expand(shape), generator));
            }
        }

        public override Tensor rsample(params long[] sample_shape)
        {
            long[] shape = ExtendedShape(sample_shape);
            return WrappedTensorDisposeScope(() =>
                loc.addcmul(empty(shape, loc.dtype, loc.device).normal_(generator: generator), scale, 1));
        }

        public override Tensor log_prob(Tensor value) => WrappedTensorDisposeScope(() =>
            (-(value - loc).pow(2) / (scale.pow(2) * 2)) - scale.log() - Math.Log(Math.Sqrt(2 * Math.PI)));

        public override Tensor entropy() => WrappedTensorDisposeScope(() => scale.log() + (0.5 + (0.5 * Math.Log(2 * Math.PI))));

        public override Tensor cdf(Tensor value) => WrappedTensorDisposeScope(() =>
            (((value - loc) * scale.reciprocal() / Math.Sqrt(2)).erf() + 1) * 0.5);

        public override Tensor icdf(Tensor value) => WrappedTensorDisposeScope(() =>
            loc + (scale * ((value * 2) - 1).erfinv() * Math.Sqrt(2)));

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                loc.Dispose();
                scale.Dispose();
            }
            base.Dispose(disposing);
        }

        private static (Tensor, Tensor) Broadcast(Tensor loc, Tensor scale)
        {
            var both = broadcast_tensors(loc, scale);
            return (both[0], both[1]);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class distributions
        {
            public static Normal Normal(Tensor loc, Tensor scale, Generator? generator = null) => new(loc, scale, generator);

            public static Normal Normal(float loc, float scale, Generator? generator = null) => new(tensor(loc), tensor(scale), generator);

            public static Normal Normal(double loc, double scale, Generator? generator = null) =>
                new(tensor(loc), tensor(scale), generator);
        }
    }
}
