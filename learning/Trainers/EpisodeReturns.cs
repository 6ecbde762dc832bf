using ReAgent.Learning.Networks;
using static TorchSharp.torch;

namespace ReAgent.Learning.Trainers;

/// <summary>What followed each step of an episode.</summary>
public static class EpisodeReturns
{
    // The least number that makes a difference to 1: a constant return is not divided by zero.
    private const double Smallest = 2.220446049250313e-16;

    /// <summary>G_t = r_t + γ G_{t+1}.</summary>
    /// <param name="rewards">[T, 1] or [T] rewards of one episode, in time order.</param>
    /// <param name="gamma">γ.</param>
    /// <param name="afterwards">Value of what follows the last step: 0 where the episode terminated.</param>
    /// <returns>As many returns, in the same shape.</returns>
    public static Tensor Discounted(Tensor rewards, double gamma, double afterwards = 0)
    {
        float[] values = [.. rewards.cpu().data<float>()];
        var sum = afterwards;
        for (var step = values.Length - 1; step >= 0; step--)
        {
            sum = values[step] + (gamma * sum);
            values[step] = (float)sum;
        }

        return tensor(values, rewards.shape, device: rewards.device);
    }

    /// <summary>Returns over their standard deviation (of the population), with or without their mean.</summary>
    public static Tensor Whitened(Tensor returns, bool subtractMean)
    {
        var deviation = returns.std(unbiased: false) + Smallest;
        return (subtractMean ? returns - returns.mean() : returns) / deviation;
    }

    /// <summary>
    /// Value of what follows an episode: that of its last state where only its time was up; 0 where it terminated, or where no network knows.
    /// </summary>
    /// <param name="values">[N, S] → [N, 1] values of states; null when there is no such network.</param>
    /// <param name="notTerminal">[T, 1] 0 where the episode terminated: only its last row can.</param>
    /// <param name="nextState">[T, S] next states.</param>
    public static double Afterwards(Network? values, Tensor notTerminal, Tensor nextState) =>
        values is null || notTerminal[-1].item<float>() == 0 ? 0 : values.Evaluate(nextState.narrow(0, nextState.shape[0] - 1, 1)).item<float>();
}
