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
                /// <summary>Multiplies the rate by a factor when a measured quantity has not improved for longer than the
                /// patience.</summary>
                public sealed class ReduceLROnPlateau : LRScheduler
                {
                    private readonly bool minimize;
                    private readonly double factor;
                    private readonly int patience;
                    private readonly double threshold;
                    private readonly bool relative;
                    private readonly int cooldown;
                    private readonly double[] floors;
                    private readonly double eps;
                    private double best;
                    private int badSteps;
                    private int cooling;

                    internal ReduceLROnPlateau(
                        Optimizer optimizer,
                        string mode,
                        double factor,
                        int patience,
                        double threshold,
                        string threshold_mode,
                        int cooldown,
                        IList<double>? min_lr,
                        double eps)
                        : base(optimizer, -1)
                    {
                        if (factor >= 1)
                        {
                            throw new ArgumentException("Factor should be < 1.0");
                        }
                        if (mode is not ("min" or "max") || threshold_mode is not ("rel" or "abs"))
                        {
                            throw new ArgumentException(
                                $"The mode '{mode}' must be min or max, and the threshold mode '{threshold_mode}' rel or abs.");
                        }
                        minimize = mode == "min";
                        relative = threshold_mode == "rel";
                        this.factor = factor;
                        this.patience = patience;
                        this.threshold = threshold;
                        this.cooldown = cooldown;
                        this.eps = eps;
                        floors = [.. min_lr ?? Enumerable.Repeat(0.0, groups.Length)];
                        best = minimize ? double.PositiveInfinity : double.NegativeInfinity;
                        LastEpoch = 0;
                    }

                    public override void step() =>
                        throw new InvalidOperationException(
                            "step() should not be used with the ReduceLROnPlateau scheduler: give it the measured quantity.");

                    public override void step(int? epoch) => step();

                    public override void step(double current, int? epoch = null)
                    {
                        LastEpoch = epoch ?? LastEpoch + 1;
                        badSteps = Improves(current) ? 0 : badSteps + 1;
                        best = badSteps == 0 ? current : best;
                        if (cooling > 0)
                        {
                            cooling--;
                            badSteps = 0;
                        }
                        if (badSteps > patience)
                        {
                            Set([.. groups.Select((group, i) => Rate(group, i))]);
                            cooling = cooldown;
                            badSteps = 0;
                        }
                    }

                    private protected override double Rate(ILearningRateController group, int index)
                    {
                        double reduced = Math.Max(group.LearningRate * factor, floors[index]);
                        return group.LearningRate - reduced > eps ? reduced : group.LearningRate;
                    }

                    private bool Improves(double current) => (minimize, relative) switch
                    {
                        (true, true) => current < best * (1 - threshold),
                        (true, false) => current < best - threshold,
                        (false, true) => current > best * (threshold + 1),
                        (false, false) => current > best + threshold,
                    };
                }
            }

            /// <inheritdoc cref="impl.ReduceLROnPlateau"/>
            public static LRScheduler ReduceLROnPlateau(
                Optimizer optimizer,
                string mode = "min",
                double factor = 0.1,
                int patience = 10,
                double threshold = 1e-4,
                string threshold_mode = "rel",
                int cooldown = 0,
                IList<double>? min_lr = null,
                double eps = 1e-8,
                bool verbose = false) =>
                new impl.ReduceLROnPlateau(optimizer, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr, eps);
        }
    }
}
