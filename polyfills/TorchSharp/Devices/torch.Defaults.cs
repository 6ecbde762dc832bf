using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    private static ScalarType defaultType = ScalarType.Float32;
    private static Device? defaultDevice;

    /// <summary>The element type of tensors made without naming one (float32 unless set).</summary>
    public static void set_default_dtype(ScalarType dtype)
    {
        LibTorch.default_dtype_set((int)dtype);
        defaultType = dtype;
    }

    public static ScalarType get_default_dtype() => defaultType;

    public static void set_default_device(Device device) => defaultDevice = device;

    public static void set_default_device(string device) => set_default_device(new Device(device));

    public static Device get_default_device() => defaultDevice ?? CPU;
}
