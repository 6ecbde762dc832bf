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
                /// <summary>One rise of the rate to its maximum and one fall far below the start (Smith and Topin 2018), the momentum the
                /// other
                /// way round.</summary>
                public sealed class OneCycleLR : LRScheduler
                {
                    private readonly int totalSteps;
                    private readonly Phase[] phases;
                    private readonly AnnealStrategy anneal;
                    private readonly bool cycleMomentum;

                    internal OneCycleLR(
                        Optimizer optimizer,
                        double max_lr,
                        int total_steps,
                        int epochs,
                        int steps_per_epoch,
                        double pct_start,
                        AnnealStrategy anneal_strategy,
                        bool cycle_momentum,
                        double base_momentum,
                        double max_momentum,
                        double div_factor,
                        double final_div_factor,
                        bool three_phase,
                        int last_epoch)
                        : base(optimizer, last_epoch)
                    {
                        totalSteps = total_steps > 0 ? total_steps : epochs * steps_per_epoch;
                        if (totalSteps <= 0 || (total_steps <= 0 && epochs <= 0))
                        {
                            throw new ArgumentException("You must define either total_steps OR (epochs AND steps_per_epoch)");
                        }
                        double start = max_lr / div_factor;
                        double end = start / final_div_factor;
                        double top = (pct_start * totalSteps) - 1;
                        phases = three_phase
                            ?
                            [
                                new(top, start, max_lr, max_momentum, base_momentum),
                                new((2 * pct_start * totalSteps) - 2, max_lr, start, base_momentum, max_momentum),
                                new(totalSteps - 1, start, end, max_momentum, max_momentum),
                            ]
                            :
                            [
                                new(top, start, max_lr, max_momentum, base_momentum),
                                new(totalSteps - 1, max_lr, end, base_momentum, max_momentum),
                            ];
                        anneal = anneal_strategy;
                        cycleMomentum = cycle_momentum;
                        step();
                    }

                    public enum AnnealStrategy
                    {
                        Cos,
                        Linear,
                    }

                    private protected override double Rate(ILearningRateController group, int index)
                    {
                        if (LastEpoch > totalSteps)
                        {
                            throw new InvalidOperationException(
                                $"Tried to step {LastEpoch + 1} times. The specified number of total steps is {totalSteps}");
                        }
                        double begin = 0;
                        int current = 0;
                        while (current < phases.Length - 1 && LastEpoch > phases[current].End)
                        {
                            begin = phases[current++].End;
                        }
                        Phase phase = phases[current];
                        double share = (LastEpoch - begin) / (phase.End - begin);
                        if (cycleMomentum)
                        {
                            SetMomentum(group, Between(phase.FromMomentum, phase.ToMomentum, share));
                        }
                        return Between(phase.FromRate, phase.ToRate, share);
                    }

                    private double Between(double from, double to, double share) => anneal == AnnealStrategy.Linear
                        ? from + ((to - from) * share)
                        : to + ((from - to) / 2 * (1 + Math.Cos(Math.PI * share)));

                    private sealed record Phase(double End, double FromRate, double ToRate, double FromMomentum, double ToMomentum);
                }
            }

            /// <inheritdoc cref="impl.OneCycleLR"/>
            public static LRScheduler OneCycleLR(
                Optimizer optimizer,
                double max_lr,
                int total_steps = -1,
                int epochs = -1,
                int steps_per_epoch = -1,
                double pct_start = 0.3,
                impl.OneCycleLR.AnnealStrategy anneal_strategy = impl.OneCycleLR.AnnealStrategy.Cos,
                bool cycle_momentum = true,
                double base_momentum = 0.85,
                double max_momentum = 0.95,
                double div_factor = 25,
                double final_div_factor = 1e4,
                bool three_phase = false,
                int last_epoch = -1,
                bool verbose = false) =>
                new impl.OneCycleLR(
                    optimizer, max_lr, total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum, base_momentum,
                    max_momentum, div_factor, final_div_factor, three_phase, last_epoch);
        }
    }
}
