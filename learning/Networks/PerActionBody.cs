using static TorchSharp.torch;

namespace ReAgent.Learning.Networks;

/// <summary>The computation of a <see cref="PerActionArchitecture"/>.</summary>
/// <param name="architecture">The actions.</param>
/// <param name="pairs">[N, S + D] → [N, V].</param>
public sealed class PerActionBody(PerActionArchitecture architecture, NetworkBody pairs) : NetworkBody
{
    private readonly float[] _features = [.. architecture.Features.Select(feature => (float)feature)];

    public override Tensor Forward(Tensor input, ForwardPass pass)
    {
        var (actions, width) = (architecture.Actions, architecture.ActionWidth);
        var features = _features.Length == 0 ? eye(actions, device: input.device) : tensor(_features, [actions, width], device: input.device);
        return ByOutput(pairs.Forward(Beside(input, features), pass), actions);
    }

    /// <summary>[N · A, S + D] every state beside every action: the A rows of the first state, then those of the next.</summary>
    /// <param name="states">[N, S].</param>
    /// <param name="features">[A, D].</param>
    public static Tensor Beside(Tensor states, Tensor features)
    {
        var (count, actions) = (states.shape[0], features.shape[0]);
        return cat([states.repeat_interleave(actions, 0), features.repeat(count, 1)], 1);
    }

    /// <summary>[N · A, V] values of such pairs → [N, V · A].</summary>
    public static Tensor ByOutput(Tensor values, int actions)
    {
        var outputs = (int)values.shape[1];
        return outputs == 1 ? values.view(-1, actions) : values.view(-1, actions, outputs).transpose(1, 2).reshape(-1, outputs * actions);
    }
}
