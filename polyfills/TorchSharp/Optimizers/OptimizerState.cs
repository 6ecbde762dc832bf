using System;
using System.IO;
using System.Linq;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What an optimizer remembers of one parameter: how often it moved, running numbers, and tensors of the parameter's shape that
/// live
/// outside of dispose scopes.</summary>
public abstract class OptimizerState : IDisposable
{
    public long step;

    // The tensors by place; one that the options do not call for is null.
    private protected Tensor?[] tensors = [];
    private protected double[] numbers = [];

    public virtual void SaveStateDict(BinaryWriter writer)
    {
        writer.Write(step);
        writer.Write7BitEncodedInt(numbers.Length);
        foreach (double number in numbers)
        {
            writer.Write(number);
        }
        writer.Write7BitEncodedInt(tensors.Length);
        foreach (Tensor? tensor in tensors)
        {
            writer.Write(tensor is not null);
            tensor?.Save(writer);
        }
    }

    public virtual void LoadStateDict(BinaryReader reader)
    {
        step = reader.ReadInt64();
        numbers = new double[Expected(reader.Read7BitEncodedInt(), numbers.Length)];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = reader.ReadDouble();
        }
        Expected(reader.Read7BitEncodedInt(), tensors.Length);
        for (int i = 0; i < tensors.Length; i++)
        {
            Set(i, reader.ReadBoolean() ? Tensor.Load(reader) : null);
        }
    }

    public virtual void LoadStateDict(OptimizerState source)
    {
        if (source.GetType() != GetType())
        {
            throw new ArgumentException(
                $"The state of {source.GetType().DeclaringType?.Name} does not fit {GetType().DeclaringType?.Name}.");
        }
        if (ReferenceEquals(source, this))
        {
            return;
        }
        step = source.step;
        numbers = [.. source.numbers];
        for (int i = 0; i < tensors.Length; i++)
        {
            Set(i, source.tensors[i]?.clone());
        }
    }

    public virtual bool ApproximatelyEquals(OptimizerState other) =>
        other.GetType() == GetType() &&
        step == other.step &&
        numbers.Zip(other.numbers).All(pair => Math.Abs(pair.First - pair.Second) <= 1e-8 + (1e-5 * Math.Abs(pair.Second))) &&
        tensors.Zip(other.tensors).All(pair =>
            pair.First is null ? pair.Second is null : pair.Second is not null && pair.First.allclose(pair.Second));

    public virtual void to(Device device)
    {
        for (int i = 0; i < tensors.Length; i++)
        {
            if (tensors[i] is { } tensor && !tensor.device.Equals(device))
            {
                Set(i, tensor.to(device));
            }
        }
    }

    public void Dispose()
    {
        foreach (Tensor? tensor in tensors)
        {
            tensor?.Dispose();
        }
        GC.SuppressFinalize(this);
    }

    private protected static Tensor Zeros(Parameter parameter) => zeros_like(parameter).DetachFromDisposeScope();

    private protected void Set(int place, Tensor? tensor)
    {
        tensors[place]?.Dispose();
        tensors[place] = tensor?.DetachFromDisposeScope();
    }

    private static int Expected(int found, int expected) =>
        found == expected ? found : throw new InvalidDataException(
            $"The saved optimizer state has {found} entries where {expected} are needed.");
}
