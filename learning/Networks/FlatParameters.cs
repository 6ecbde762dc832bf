using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using ReAgent.Contracts.Randomness;
using ReAgent.Learning.Checkpoints;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace ReAgent.Learning.Networks;

/// <summary>
/// All parameters of a network in one flat tensor. The tensors that layers compute with are views into it, and their gradients are views
/// into one flat gradient, so an optimizer moves a single parameter, clearing gradients is one fill, and a soft update is one
/// interpolation, however deep the network.
/// </summary>
public sealed class FlatParameters : IDisposable
{
    private readonly Tensor[] _views;
    private readonly Tensor[] _gradients;

    /// <param name="slots">What the flat tensor consists of, in order.</param>
    /// <param name="device">Where it lives.</param>
    /// <param name="learns">False for targets and statistics, which take no gradient.</param>
    public FlatParameters(IReadOnlyList<ParameterSlot> slots, Device device, bool learns)
    {
        Slots = slots;
        Count = slots.Sum(slot => slot.Length);
        using var scope = NewDisposeScope();
        Values = new Parameter(zeros(Count, device: device), requires_grad: learns).DetachFromDisposeScope();
        _views = new Tensor[slots.Count];
        _gradients = new Tensor[learns ? slots.Count : 0];
        if (learns)
        {
            Gradient = zeros(Count, device: device).DetachFromDisposeScope();
            Values.grad = Gradient;
        }

        var storage = Values.detach();
        var offset = 0L;
        for (var i = 0; i < slots.Count; i++)
        {
            long[] shape = [.. slots[i].Shape];
            var view = storage.narrow(0, offset, slots[i].Length).view(shape);
            if (learns)
            {
                _gradients[i] = Gradient!.narrow(0, offset, slots[i].Length).view(shape).DetachFromDisposeScope();
                view.requires_grad = true;
                view.grad = _gradients[i];
            }

            _views[i] = view.DetachFromDisposeScope();
            offset += slots[i].Length;
        }
    }

    /// <summary>The tensors' names, shapes and first distributions, in order.</summary>
    public IReadOnlyList<ParameterSlot> Slots { get; }

    /// <summary>P, the number of values.</summary>
    public long Count { get; }

    /// <summary>[P] every value: what the optimizer moves.</summary>
    public Parameter Values { get; }

    /// <summary>[P] every gradient; null when nothing is learned.</summary>
    public Tensor? Gradient { get; }

    /// <summary>The views, in the order of <see cref="Slots"/>: leaves of the autograd graph.</summary>
    public IReadOnlyList<Tensor> Views => _views;

    /// <summary>One tensor, as a view.</summary>
    public Tensor this[int slot] => _views[slot];

    /// <summary>Draws first values, slot by slot.</summary>
    public void Initialize(RandomStream stream)
    {
        var values = new float[Count];
        var next = 0;
        foreach (var slot in Slots)
        {
            foreach (ref var value in values.AsSpan(next, (int)slot.Length))
            {
                value = (float)(slot.Deviation == 0 ? slot.Mean : slot.Mean + (slot.Deviation * stream.NextGaussian()));
            }

            next += (int)slot.Length;
        }

        using var scope = NewDisposeScope();
        using var _ = no_grad();
        Values.copy_(tensor(values));
    }

    /// <summary>Sets every gradient to zero.</summary>
    public void ZeroGradient() => Gradient!.zero_();

    /// <summary>‖∇‖₂, the length of the gradient. Waits for the device.</summary>
    /// <exception cref="InvalidOperationException">Nothing is learned.</exception>
    public double GradientNorm()
    {
        var gradient = Gradient ?? throw new InvalidOperationException("Parameters that are not learned have no gradient.");
        using var scope = NewDisposeScope();
        return gradient.norm().ToDouble();
    }

    /// <summary>Takes over the values of other parameters of the same layout.</summary>
    public void CopyFrom(FlatParameters source)
    {
        using var _ = no_grad();
        Values.copy_(source.Values);
    }

    /// <summary>θ ← θ + rate (source − θ): the soft update of a target network. A rate of 1 copies.</summary>
    public void Follow(FlatParameters source, double rate)
    {
        if (Values.device_type == DeviceType.CPU && rate != 1)
        {
            // One pass through memory, without the tensor library's cost of a call.
            var values = MemoryMarshal.Cast<byte, float>(Values.bytes);
            TensorPrimitives.Lerp(values, MemoryMarshal.Cast<byte, float>(source.Values.bytes), (float)rate, values);
            return;
        }

        using var _ = no_grad();
        Values.lerp_(source.Values, rate);
    }

    /// <summary>Adds every tensor to a file as <c>prefix.slot</c>.</summary>
    public void Save(TensorFile file, string prefix)
    {
        using var scope = NewDisposeScope();
        var offset = 0L;
        var values = Values.detach().cpu();
        foreach (var slot in Slots)
        {
            file.Add($"{prefix}.{slot.Name}", values.narrow(0, offset, slot.Length).view([.. slot.Shape]));
            offset += slot.Length;
        }
    }

    /// <summary>Reads every tensor back.</summary>
    /// <exception cref="TensorFileException">One is missing or has another shape.</exception>
    public void Restore(TensorFile file, string prefix)
    {
        using var scope = NewDisposeScope();
        var values = new float[Count];
        var next = 0;
        foreach (var slot in Slots)
        {
            file.Floats($"{prefix}.{slot.Name}", slot.Shape).CopyTo(values.AsSpan(next));
            next += (int)slot.Length;
        }

        using var _ = no_grad();
        Values.copy_(tensor(values));
    }

    public void Dispose()
    {
        foreach (var view in _views)
        {
            view.Dispose();
        }

        foreach (var gradient in _gradients)
        {
            gradient.Dispose();
        }

        Gradient?.Dispose();
        Values.Dispose();
    }
}
