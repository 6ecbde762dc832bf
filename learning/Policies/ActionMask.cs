using static TorchSharp.torch;

namespace ReAgent.Learning.Policies;

/// <summary>
/// Which actions are possible in each of N states. Training, evaluation and serving choose among actions by these methods and no others, so
/// an impossible action is never chosen, never given probability and never bootstrapped from.
/// </summary>
/// <param name="Impossible">[N, A] bool: true where the action cannot be taken.</param>
public readonly record struct ActionMask(Tensor Impossible)
{
    /// <summary>The mask of [N, A] numbers that are 0 where the action is impossible.</summary>
    public static ActionMask Of(Tensor possible) => new(possible.eq(0));

    /// <summary>[N, A] scores, with −∞ for impossible actions.</summary>
    public Tensor Apply(Tensor scores) => scores.masked_fill(Impossible, double.NegativeInfinity);

    /// <summary>[N, 1] the possible action with the highest score; the first of equals. 0 where none is possible.</summary>
    public Tensor Best(Tensor scores) => Apply(scores).argmax(1, keepdim: true);

    /// <summary>
    /// [N, A] probabilities proportional to e^(score/temperature) over the possible actions; zeros where none is possible. The lower the
    /// temperature, the greedier.
    /// </summary>
    public Tensor Softmax(Tensor scores, double temperature) => Apply(scores / temperature).softmax(1).masked_fill(Impossible, 0);

    /// <summary>[N, A] logarithms of the probabilities at temperature 1; −∞ for impossible actions.</summary>
    public Tensor LogSoftmax(Tensor logits) => Apply(logits).log_softmax(1);

    /// <summary>The mask that also excludes other actions.</summary>
    /// <param name="excluded">[N, A] bool: true where the action is excluded.</param>
    public ActionMask Without(Tensor excluded) => new(Impossible.logical_or(excluded));
}
