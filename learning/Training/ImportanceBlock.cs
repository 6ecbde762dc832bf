using System.Runtime.InteropServices;
using ReAgent.Learning.Trainers;
using TorchSharp;
using static TorchSharp.torch;

namespace ReAgent.Learning.Training;

/// <summary>Memory for the importance weights and errors of one batch, used again and again.</summary>
internal sealed class ImportanceBlock : IDisposable
{
    private readonly Device _device;
    private readonly Tensor _host;
    private readonly Tensor _weight;
    private readonly Tensor _error;

    public ImportanceBlock(int rows, Device device)
    {
        using var scope = NewDisposeScope();
        _device = device;
        _host = zeros(rows, 1).DetachFromDisposeScope();
        _weight = device.type == DeviceType.CPU ? _host : zeros(rows, 1, device: device).DetachFromDisposeScope();
        _error = zeros(rows, 1, device: device).DetachFromDisposeScope();
    }

    /// <summary>[B] weights of the next batch.</summary>
    public Span<float> Weights => MemoryMarshal.Cast<byte, float>(_host.bytes);

    /// <summary>The weights on the device, and the place for the errors.</summary>
    public RowImportance Next()
    {
        if (_device.type != DeviceType.CPU)
        {
            _weight.copy_(_host);
        }

        return new(_weight, _error);
    }

    /// <summary>[B] errors of the last batch.</summary>
    public float[] Errors()
    {
        using var scope = NewDisposeScope();
        return _error.cpu().data<float>().ToArray();
    }

    public void Dispose()
    {
        _error.Dispose();
        if (_device.type != DeviceType.CPU)
        {
            _weight.Dispose();
        }

        _host.Dispose();
    }
}
