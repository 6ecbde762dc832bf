using System.Collections.Immutable;
using static TorchSharp.torch;

namespace ReAgent.Learning.Networks.Fused;

/// <summary>
/// Fully connected layers on the CPU, computed by kernels of our own over the network's flat parameters. Small networks are bound by the cost
/// of calling a tensor library, operation by operation; here a pass is one call.
/// </summary>
/// <remarks>
/// It plugs in under <see cref="Network"/>, not under trainers: a step's method stays the one description of its algorithm. The output of a
/// pass is an ordinary tensor, a leaf of the autograd graph, so the loss is written and differentiated as ever; from the gradient with respect
/// to that leaf on, <see cref="FusedPass.Backward"/> computes the gradient with respect to the parameters, where optimizers expect it.
/// Parameters, checkpoints and policies are the same. The result depends neither on the number of threads nor on the batch that a row is in.
/// </remarks>
internal sealed class FusedNetwork
{
    /// <summary>Passes are made for multiples of so many rows, so that batches of about the same size share them.</summary>
    private const int RowsStep = 64;

    /// <summary>More idle passes than a step ever needs at once are left to the garbage collector.</summary>
    private const int MostIdle = 8;

    private readonly List<FusedPass> _idle = [];

    private FusedNetwork(ImmutableArray<FusedLayer> layers) => Layers = layers;

    /// <summary>The layers, in order.</summary>
    public ImmutableArray<FusedLayer> Layers { get; }

    /// <summary>
    /// The computation of an architecture's trunk, or null where that has parts that only the tensor library computes, or another device.
    /// </summary>
    public static FusedNetwork? For(NetworkArchitecture architecture, Device device)
    {
        if (device.type != TorchSharp.DeviceType.CPU
            || architecture.Trunk() is not { BatchNorm: false, LayerNorm: false, Dropout: 0, SkipConnections: false } plain
            || plain.Activations.Contains(Activation.Softplus))
        {
            return null;
        }

        var layers = ImmutableArray.CreateBuilder<FusedLayer>();
        var place = 0;
        foreach (var (index, activation) in plain.Activations.Index())
        {
            var (inputs, outputs) = (plain.Layers[index], plain.Layers[index + 1]);
            layers.Add(new(inputs, outputs, activation, place, place + (outputs * inputs)));
            place += (outputs * inputs) + outputs;
        }

        return new(layers.ToImmutable());
    }

    /// <summary>A pass for so many rows; to be given back.</summary>
    public FusedPass Rent(int rows)
    {
        lock (_idle)
        {
            var index = _idle.FindLastIndex(pass => pass.Capacity >= rows);
            if (index >= 0)
            {
                var pass = _idle[index];
                _idle.RemoveAt(index);
                return pass;
            }
        }

        return new(this, (rows + RowsStep - 1) / RowsStep * RowsStep);
    }

    /// <summary>Takes back a pass whose results nobody needs any more.</summary>
    public void Return(FusedPass pass)
    {
        lock (_idle)
        {
            if (_idle.Count == MostIdle)
            {
                _idle.RemoveAt(0);
            }

            _idle.Add(pass);
        }
    }
}
