namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            // Schedules that raise the rate lower the momentum: the momentum itself, or the first of two decay rates.
            private static void SetMomentum(ILearningRateController group, double momentum)
            {
                switch (group)
                {
                    case IMomentum holder:
                        holder.Momentum = momentum;
                        break;
                    case IBetas holder:
                        holder.Betas = (momentum, holder.Betas.Item2);
                        break;
                    default:
                        throw new System.ArgumentException("optimizer must support momentum with `cycle_momentum` option enabled");
                }
            }
        }
    }
}
