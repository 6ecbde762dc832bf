using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Polyfills.TorchSharp.Tests.Devices;

public sealed class DeviceTests
{
    [Fact]
    public void Devices_are_named_as_in_pytorch()
    {
        Assert.Equal((DeviceType.CUDA, 1), (device("cuda:1").type, device("cuda:1").index));
        Assert.Equal(DeviceType.CPU, new Device("cpu").type);
        Assert.Equal("cuda:1", device("cuda:1").ToString());
        Assert.Equal("cpu", CPU.ToString());
        Assert.Equal(CUDA, new Device(DeviceType.CUDA, 0));
        Assert.Equal(CPU, zeros(1).device);
    }

    [Theory]
    [InlineData("gpu")]
    [InlineData("cuda:x")]
    [InlineData("cuda:1:2")]
    [InlineData("")]
    public void An_unknown_name_is_refused_with_the_known_ones(string name)
    {
        var error = Assert.Throws<ArgumentException>(() => device(name));

        Assert.Contains("cuda:0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Accelerators_are_counted()
    {
        Assert.Equal(cuda.is_available(), cuda.device_count() > 0);
        Assert.Equal(cuda.is_available(), TryInitializeDeviceType(DeviceType.CUDA));
        InitializeDeviceType(DeviceType.CPU);
        Assert.Throws<InvalidOperationException>(() => InitializeDeviceType(DeviceType.MPS));
    }
}
