using System;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The base rate times (1 - t / T)ᵖ, down to zero.</summary>
                public sealed class PolynomialLR : LRScheduler
                {
                    private readonly int total_iters;
                    private readonly double power;

                    internal PolynomialLR(Optimizer optimizer, int total_iters, double power, int last_epoch)
                        : base(optimizer, last_epoch)
                    {
                        this.total_iters = total_iters;
                        this.power = power;
                        step();
                    }

                    private protected override double Rate(ILearningRateController group, int index) =>
                        BaseRates[index] * Math.Pow(1 - Math.Min(1, (double)LastEpoch / total_iters), power);
                }
            }

            /// <inheritdoc cref="impl.PolynomialLR"/>
            public static LRScheduler PolynomialLR(
                Optimizer optimizer, int total_iters = 5, double power = 1.0, int last_epoch = -1, bool verbose = false) =>
                new impl.PolynomialLR(optimizer, total_iters, power, last_epoch);
        }
    }
}
