namespace ReAgent.Data.Batches;

/// <summary>
/// How many steps the reward of a training row spans: r_t + γ r_{t+1} + … + γ^{n−1} r_{t+n−1}, and what follows is what followed the last of these
/// steps. An episode that ends, or whose log ends, sooner gives shorter spans; the row's step count says how long.
/// </summary>
/// <param name="Steps">n, 1 or more.</param>
/// <param name="Gamma">γ, 0 to 1; it discounts rewards and metrics alike.</param>
public readonly record struct MultiStep(int Steps, double Gamma)
{
    /// <summary>Rows as they were logged.</summary>
    public static MultiStep One => new(1, 1);
}
