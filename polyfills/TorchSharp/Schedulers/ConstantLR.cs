namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The base rate times a factor for the first steps.</summary>
                public sealed class ConstantLR : LRScheduler
                {
                    private readonly double factor;
                    private readonly int total_iters;

                    internal ConstantLR(Optimizer optimizer, double factor, int total_iters, int last_epoch)
                        : base(optimizer, last_epoch)
                    {
                        this.factor = factor;
                        this.total_iters = total_iters;
                        step();
                    }

                    private protected override double Rate(ILearningRateController group, int index) =>
                        BaseRates[index] * (LastEpoch < total_iters ? factor : 1);
                }
            }

            /// <inheritdoc cref="impl.ConstantLR"/>
            public static LRScheduler ConstantLR(
                Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false) =>
                new impl.ConstantLR(optimizer, factor, total_iters, last_epoch);
        }
    }
}
