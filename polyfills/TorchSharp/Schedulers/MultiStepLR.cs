using System;
using System.Collections.Generic;
using System.Linq;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Multiplies the rate by γ at each milestone.</summary>
                public sealed class MultiStepLR : LRScheduler
                {
                    private readonly IList<int> milestones;
                    private readonly double gamma;

                    internal MultiStepLR(Optimizer optimizer, IList<int> milestones, double gamma, int last_epoch)
                        : base(optimizer, last_epoch)
                    {
                        this.milestones = milestones;
                        this.gamma = gamma;
                        step();
                    }

                    private protected override double Rate(ILearningRateController group, int index) =>
                        group.LearningRate * Math.Pow(gamma, milestones.Count(milestone => milestone == LastEpoch));

                    private protected override double RateAt(ILearningRateController group, int index) =>
                        BaseRates[index] * Math.Pow(gamma, milestones.Count(milestone => milestone <= LastEpoch));
                }
            }

            /// <inheritdoc cref="impl.MultiStepLR"/>
            public static LRScheduler MultiStepLR(
                Optimizer optimizer, IList<int> milestones, double gamma = 0.1, int last_epoch = -1, bool verbose = false) =>
                new impl.MultiStepLR(optimizer, milestones, gamma, last_epoch);
        }
    }
}
