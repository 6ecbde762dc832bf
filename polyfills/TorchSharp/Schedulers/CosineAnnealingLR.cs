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
                /// <summary>From the base rate to eta_min along half a cosine of length T_max, and back (Loshchilov and Hutter 2017,
                /// without restarts).</summary>
                public sealed class CosineAnnealingLR : LRScheduler
                {
                    private readonly double T_max;
                    private readonly double eta_min;

                    internal CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min, int last_epoch)
                        : base(optimizer, last_epoch)
                    {
                        this.T_max = T_max;
                        this.eta_min = eta_min;
                        step();
                    }

                    private protected override double Rate(ILearningRateController group, int index)
                    {
                        if (LastEpoch == 0)
                        {
                            return group.LearningRate;
                        }
                        if ((LastEpoch - 1 - T_max) % (2 * T_max) == 0)
                        {
                            return group.LearningRate + ((BaseRates[index] - eta_min) * (1 - Math.Cos(Math.PI / T_max)) / 2);
                        }
                        double ratio = (1 + Math.Cos(Math.PI * LastEpoch / T_max)) / (1 + Math.Cos(Math.PI * (LastEpoch - 1) / T_max));
                        return (ratio * (group.LearningRate - eta_min)) + eta_min;
                    }

                    private protected override double RateAt(ILearningRateController group, int index) =>
                        eta_min + ((BaseRates[index] - eta_min) * (1 + Math.Cos(Math.PI * LastEpoch / T_max)) / 2);
                }
            }

            /// <inheritdoc cref="impl.CosineAnnealingLR"/>
            public static LRScheduler CosineAnnealingLR(
                Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false) =>
                new impl.CosineAnnealingLR(optimizer, T_max, eta_min, last_epoch);
        }
    }
}
