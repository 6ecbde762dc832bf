using ReAgent.Contracts.Randomness;
using ReAgent.Learning.Checkpoints;
using static TorchSharp.torch;

namespace ReAgent.Learning.Randomness;

/// <summary>
/// Random tensors from a stream of the product's own, so that they depend neither on the tensor library's global generator nor on the
/// device, and a resumed training draws the same ones. Recorded numbers can stand in for drawn ones by overriding <see cref="Normal"/> and
/// <see cref="Uniform"/>.
/// </summary>
/// <param name="name">Name of the state in checkpoints.</param>
/// <param name="stream">The numbers.</param>
/// <param name="device">Where the tensors go.</param>
public class Noise(string name, RandomStream stream, Device device) : ICheckpointed
{
    private RandomStream _stream = stream;

    /// <summary>Standard normal numbers, drawn in row-major order.</summary>
    public virtual Tensor Normal(params ReadOnlySpan<long> shape)
    {
        var values = Buffer(shape);
        foreach (ref var value in values.AsSpan())
        {
            value = (float)_stream.NextGaussian();
        }

        return tensor(values, shape.ToArray(), device: device);
    }

    /// <summary>Uniform numbers in [0, 1), drawn in row-major order.</summary>
    public virtual Tensor Uniform(params ReadOnlySpan<long> shape)
    {
        var values = Buffer(shape);
        foreach (ref var value in values.AsSpan())
        {
            // 24 bits: what a float can hold, so the result never rounds up to 1.
            value = (_stream.NextUInt64() >> 40) * (1f / (1 << 24));
        }

        return tensor(values, shape.ToArray(), device: device);
    }

    /// <summary>1 with probability 1 − <paramref name="drop"/>, else 0.</summary>
    public Tensor Keep(double drop, ReadOnlySpan<long> shape) => Uniform(shape).ge(drop).to_type(ScalarType.Float32);

    public void Save(TensorFile file) => file.Add(name, _stream.Save());

    public void Restore(TensorFile file) => _stream = RandomStream.From(file.Bytes(name));

    private static float[] Buffer(ReadOnlySpan<long> shape)
    {
        var length = 1L;
        foreach (var size in shape)
        {
            length *= size;
        }

        return new float[length];
    }
}
