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
                /// <summary>Multiplies the rate at each step by a function of the number of steps.</summary>
                public sealed class MultiplicativeLR : LRScheduler
                {
                    private readonly Func<int, double> lr_lambda;

                    internal MultiplicativeLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch)
                        : base(optimizer, last_epoch)
                    {
                        this.lr_lambda = lr_lambda;
                        step();
                    }

                    private protected override double Rate(ILearningRateController group, int index) =>
                        LastEpoch == 0 ? group.LearningRate : group.LearningRate * lr_lambda(LastEpoch);
                }
            }

            /// <inheritdoc cref="impl.MultiplicativeLR"/>
            public static LRScheduler MultiplicativeLR(
                Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false) =>
                new impl.MultiplicativeLR(optimizer, lr_lambda, last_epoch);
        }
    }
}
