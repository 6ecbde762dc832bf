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
                /// <summary>Multiplies the rate by γ at each step.</summary>
                public sealed class ExponentialLR : LRScheduler
                {
                    private readonly double gamma;

                    internal ExponentialLR(Optimizer optimizer, double gamma, int last_epoch)
                        : base(optimizer, last_epoch)
                    {
                        this.gamma = gamma;
                        step();
                    }

                    private protected override double Rate(ILearningRateController group, int index) =>
                        LastEpoch == 0 ? group.LearningRate : group.LearningRate * gamma;

                    private protected override double RateAt(ILearningRateController group, int index) =>
                        BaseRates[index] * Math.Pow(gamma, LastEpoch);
                }
            }

            /// <inheritdoc cref="impl.ExponentialLR"/>
            public static LRScheduler ExponentialLR(Optimizer optimizer, double gamma = 0.1, int last_epoch = -1, bool verbose = false) =>
                new impl.ExponentialLR(optimizer, gamma, last_epoch);
        }
    }
}
