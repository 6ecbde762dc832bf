using System;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Switches off the recording of derivatives on this thread until disposed.</summary>
    public static IDisposable no_grad() => new GradModeGuard(false);

    public static IDisposable enable_grad(bool enabled = true) => new GradModeGuard(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new GradModeGuard(mode);

    /// <summary>Like <see cref="no_grad"/>, and the tensors made meanwhile can never take part in a derivative.</summary>
    public static IDisposable inference_mode(bool mode = true) => new InferenceModeGuard(mode);

    public static bool is_grad_enabled() => LibTorch.grad_mode_get() != 0;

    public static bool is_inference_mode_enabled() => LibTorch.inference_mode_get() != 0;

    private sealed class GradModeGuard : IDisposable
    {
        private readonly bool previous;
        private bool left;

        internal GradModeGuard(bool enabled)
        {
            previous = is_grad_enabled();
            LibTorch.grad_mode_set(enabled);
        }

        public void Dispose()
        {
            if (!left)
            {
                left = true;
                LibTorch.grad_mode_set(previous);
            }
        }
    }

    private sealed class InferenceModeGuard(bool enabled) : IDisposable
    {
        private nint guard = LibTorch.inference_mode_enter(enabled);

        public void Dispose()
        {
            if (guard != 0)
            {
                LibTorch.inference_mode_leave(guard);
                guard = 0;
            }
        }
    }
}
