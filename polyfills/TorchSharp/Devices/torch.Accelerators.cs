using System;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>libtorch loads its devices with its library; this reports one that is not there.</summary>
    public static void InitializeDeviceType(DeviceType deviceType)
    {
        if (!TryInitializeDeviceType(deviceType))
        {
            throw new InvalidOperationException($"Torch device type {deviceType} did not initialise on the current machine.");
        }
    }

    public static bool TryInitializeDeviceType(DeviceType deviceType) => deviceType switch
    {
        DeviceType.CPU => true,
        DeviceType.CUDA => cuda.is_available(),
        _ => false,
    };

    public static Device InitializeDevice(Device? device)
    {
        device ??= get_default_device();
        InitializeDeviceType(device.type);
        return device;
    }

    public static bool cuda_is_available() => cuda.is_available();

    public static bool mps_is_available() => false;

    public static partial class cuda
    {
        public static bool is_available() => LibTorch.cuda_is_available() != 0;

        public static int device_count() => LibTorch.cuda_device_count();

        public static Generator manual_seed(long seed) => torch.manual_seed(seed);

        public static Generator manual_seed_all(long seed) => torch.manual_seed(seed);

        /// <summary>Waits until the device has done what it was given.</summary>
        public static void synchronize(long device_index = -1)
        {
            InitializeDeviceType(DeviceType.CUDA);
            LibTorch.cuda_synchronize(device_index);
        }
    }
}
