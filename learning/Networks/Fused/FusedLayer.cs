namespace ReAgent.Learning.Networks.Fused;

/// <summary>One layer: activation(x Wᵀ + b).</summary>
/// <param name="Inputs">Width of x.</param>
/// <param name="Outputs">Width of the result.</param>
/// <param name="Activation">What is applied to the sums.</param>
/// <param name="Weight">Where W, [outputs, inputs], begins among the network's parameters.</param>
/// <param name="Bias">Where b begins.</param>
internal readonly record struct FusedLayer(int Inputs, int Outputs, Activation Activation, int Weight, int Bias);
