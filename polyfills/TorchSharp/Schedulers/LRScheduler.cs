using System.Collections.Generic;
using System.Linq;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Sets the learning rates of an optimizer's parameter groups, once when made and then at each step.</summary>
            public abstract class LRScheduler
            {
                private protected readonly ILearningRateController[] groups;
                private double[] lastRates;

                private protected LRScheduler(Optimizer optimizer, int last_epoch)
                {
                    groups = [.. optimizer.ParamGroups];
                    if (last_epoch == -1)
                    {
                        foreach (ILearningRateController group in groups)
                        {
                            group.InitialLearningRate = group.LearningRate;
                        }
                    }
                    BaseRates = [.. groups.Select(group => group.InitialLearningRate)];
                    lastRates = [.. groups.Select(group => group.LearningRate)];
                    LastEpoch = last_epoch;
                }

                private protected double[] BaseRates { get; set; }

                /// <summary>The number of steps, 0 once made.</summary>
                private protected int LastEpoch { get; set; }

                public virtual void step()
                {
                    LastEpoch++;
                    Set([.. groups.Select((group, i) => Rate(group, i))]);
                }

                /// <summary>Goes to an epoch, or to the next one.</summary>
                public virtual void step(int? epoch)
                {
                    if (epoch is not { } chosen)
                    {
                        step();
                        return;
                    }
                    LastEpoch = chosen;
                    Set([.. groups.Select((group, i) => RateAt(group, i))]);
                }

                /// <summary>For schedules that follow a measured quantity; the others ignore it.</summary>
                public virtual void step(double current, int? epoch = null) => step(epoch);

                public IEnumerable<double> get_last_lr() => lastRates;

                private protected void Set(double[] rates)
                {
                    for (int i = 0; i < groups.Length; i++)
                    {
                        groups[i].LearningRate = rates[i];
                    }
                    lastRates = rates;
                }

                // The rate of a group for the epoch that follows the one of its present rate.
                private protected abstract double Rate(ILearningRateController group, int index);

                // The rate for the present epoch whatever came before; schedules that have no closed form give the next one.
                private protected virtual double RateAt(ILearningRateController group, int index) => Rate(group, index);
            }
        }
    }
}
