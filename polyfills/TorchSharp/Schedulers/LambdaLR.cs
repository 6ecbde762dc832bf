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
                /// <summary>The base rate times a function of the number of steps.</summary>
                public sealed class LambdaLR : LRScheduler
                {
                    private readonly Func<int, double> lr_lambda;

                    internal LambdaLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch)
                        : base(optimizer, last_epoch)
                    {
                        this.lr_lambda = lr_lambda;
                        step();
                    }

                    private protected override double Rate(ILearningRateController group, int index) =>
                        BaseRates[index] * lr_lambda(LastEpoch);
                }
            }

            /// <inheritdoc cref="impl.LambdaLR"/>
            public static LRScheduler LambdaLR(
                Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false) =>
                new impl.LambdaLR(optimizer, lr_lambda, last_epoch);
        }
    }
}
