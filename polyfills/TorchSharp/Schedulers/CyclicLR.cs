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
                /// <summary>The rate goes up and down between two bounds (Smith 2017), the momentum down and up.</summary>
                public sealed class CyclicLR : LRScheduler
                {
                    private readonly double maximum;
                    private readonly double period;
                    private readonly double upShare;
                    private readonly Func<double, double> scale;
                    private readonly ScaleMode scaleMode;
                    private readonly bool cycleMomentum;
                    private readonly double baseMomentum;
                    private readonly double maxMomentum;

                    internal CyclicLR(
                        Optimizer optimizer,
                        double base_lr,
                        double max_lr,
                        int step_size_up,
                        int step_size_down,
                        Mode mode,
                        double gamma,
                        Func<double, double>? scale_fn,
                        ScaleMode scale_mode,
                        bool cycle_momentum,
                        double base_momentum,
                        double max_momentum,
                        int last_epoch)
                        : base(optimizer, last_epoch)
                    {
                        double down = step_size_down < 0 ? step_size_up : step_size_down;
                        maximum = max_lr;
                        period = step_size_up + down;
                        upShare = step_size_up / period;
                        scale = scale_fn ?? (mode switch
                        {
                            Mode.Triangular => _ => 1,
                            Mode.Triangular2 => cycle => 1 / Math.Pow(2, cycle - 1),
                            _ => iterations => Math.Pow(gamma, iterations),
                        });
                        scaleMode = scale_fn is not null ? scale_mode : mode == Mode.ExpRange ? ScaleMode.Iterations : ScaleMode.Cycle;
                        cycleMomentum = cycle_momentum;
                        baseMomentum = base_momentum;
                        maxMomentum = max_momentum;
                        Array.Fill(BaseRates, base_lr);
                        step();
                    }

                    public enum Mode
                    {
                        Triangular,
                        Triangular2,
                        ExpRange,
                    }

                    /// <summary>What the scale function is told: the number of the cycle from 1 on, or of the step from 0 on.</summary>
                    public enum ScaleMode
                    {
                        Cycle,
                        Iterations,
                    }

                    private protected override double Rate(ILearningRateController group, int index)
                    {
                        double cycle = Math.Floor(1 + (LastEpoch / period));
                        double place = 1 + (LastEpoch / period) - cycle;
                        double height = place <= upShare ? place / upShare : (place - 1) / (upShare - 1);
                        double scaled = height * scale(scaleMode == ScaleMode.Cycle ? cycle : LastEpoch);
                        if (cycleMomentum)
                        {
                            SetMomentum(group, maxMomentum - ((maxMomentum - baseMomentum) * scaled));
                        }
                        return BaseRates[index] + ((maximum - BaseRates[index]) * scaled);
                    }
                }
            }

            /// <inheritdoc cref="impl.CyclicLR"/>
            public static LRScheduler CyclicLR(
                Optimizer optimizer,
                double base_lr,
                double max_lr,
                int step_size_up = 2000,
                int step_size_down = -1,
                impl.CyclicLR.Mode mode = impl.CyclicLR.Mode.Triangular,
                double gamma = 1.0,
                Func<double, double>? scale_fn = null,
                impl.CyclicLR.ScaleMode scale_mode = impl.CyclicLR.ScaleMode.Cycle,
                bool cycle_momentum = true,
                double base_momentum = 0.8,
                double max_momentum = 0.9,
                int last_epoch = -1,
                bool verbose = false) =>
                new impl.CyclicLR(
                    optimizer, base_lr, max_lr, step_size_up, step_size_down, mode, gamma, scale_fn, scale_mode, cycle_momentum,
                    base_momentum, max_momentum, last_epoch);
        }
    }
}
