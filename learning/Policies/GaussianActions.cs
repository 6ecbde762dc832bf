using static TorchSharp.torch;

namespace ReAgent.Learning.Policies;

/// <summary>
/// Independent Gaussian distributions over the numbers of continuous actions in N states. Squashed, tanh of a draw is the action; otherwise
/// tanh of the location is the mean, and draws beyond [−1, 1] are cut.
/// </summary>
/// <param name="Location">[N, D] μ.</param>
/// <param name="LogScale">[N, D] ln σ.</param>
/// <param name="Squashed">Whether draws pass through tanh.</param>
public readonly record struct GaussianActions(Tensor Location, Tensor LogScale, bool Squashed)
{
    // tanh rounds to 1 far from the location, where its inverse is infinite.
    private const double Edge = 1 - 1e-6;
    private static readonly double LogRootOfTwoPi = Math.Log(Math.Sqrt(2 * Math.PI));

    /// <summary>The distributions that an actor gives: [N, 2D], locations and then logarithms of scales.</summary>
    public static GaussianActions Of(Tensor output, bool squashed)
    {
        var width = output.shape[1] / 2;
        return new(output.narrow(1, 0, width), output.narrow(1, width, width), squashed);
    }

    /// <summary>[N, D] tanh μ: the action without chance.</summary>
    public Tensor Mean => Location.tanh();

    /// <summary>[N, D] actions, as a function of the parameters that has a gradient: tanh(μ + σ ε), or tanh μ + σ ε.</summary>
    /// <param name="noise">[N, D] ε, standard normal.</param>
    public Tensor Draw(Tensor noise)
    {
        var deviation = noise * LogScale.exp();
        return Squashed ? (Location + deviation).tanh().clamp(-Edge, Edge) : (Mean + deviation).clamp(-1, 1);
    }

    /// <summary>
    /// [N, 1] logarithm of the density of actions: Σ −r²/2 − ln σ − ln √2π, where r = (x − μ)/σ; squashed, x = artanh a, less Σ ln(1 − a² + 10⁻⁶)
    /// for the change of variables (Haarnoja et al., 2018).
    /// </summary>
    /// <param name="actions">[N, D].</param>
    public Tensor LogDensity(Tensor actions)
    {
        if (!Squashed)
        {
            return Normal((actions - Mean) / LogScale.exp()).sum(1, keepdim: true);
        }

        var inside = actions.clamp(-Edge, Edge);
        var density = Normal((inside.atanh() - Location) / LogScale.exp());
        return (density - (1 - (inside * inside) + 1e-6).log()).sum(1, keepdim: true);
    }

    private Tensor Normal(Tensor r) => (r * r / -2) - LogScale - LogRootOfTwoPi;
}
