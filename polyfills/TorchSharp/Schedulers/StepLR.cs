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
                /// <summary>Multiplies the rate by γ every so many steps.</summary>
                public sealed class StepLR : LRScheduler
                {
                    private readonly int step_size;
                    private readonly double gamma;

                    internal StepLR(Optimizer optimizer, int step_size, double gamma, int last_epoch)
                        : base(optimizer, last_epoch)
                    {
                        this.step_size = step_size;
                        this.gamma = gamma;
                        step();
                    }

                    private protected override double Rate(ILearningRateController group, int index) =>
                        LastEpoch == 0 || LastEpoch % step_size != 0 ? group.LearningRate : group.LearningRate * gamma;

                    private protected override double RateAt(ILearningRateController group, int index) =>
                        BaseRates[index] * Math.Pow(gamma, LastEpoch / step_size);
                }
            }

            /// <inheritdoc cref="impl.StepLR"/>
            public static LRScheduler StepLR(
                Optimizer optimizer, int step_size, double gamma = 0.1, int last_epoch = -1, bool verbose = false) =>
                new impl.StepLR(optimizer, step_size, gamma, last_epoch);
        }
    }
}
