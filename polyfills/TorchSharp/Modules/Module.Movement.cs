using System.Linq;
using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            // Moves and converts parameters and buffers; only floating-point ones change their type. What changes is replaced by a new
            // tensor, so an optimizer must be made afterwards.
            protected internal virtual Module _to(Device? device, ScalarType? dtype)
            {
                foreach (Module child in submodules.Values)
                {
                    child._to(device, dtype);
                }
                using (no_grad())
                {
                    foreach ((string name, Parameter parameter) in ownParameters.ToArray())
                    {
                        if (Converted(parameter, device, dtype) is { } converted)
                        {
                            var moved = new Parameter(converted, parameter.requires_grad);
                            moved.DetachFromDisposeScope();
                            ownParameters[name] = moved;
                            Replace(parameter, moved);
                        }
                    }
                    foreach ((string name, (Tensor buffer, bool persistent)) in ownBuffers.ToArray())
                    {
                        if (Converted(buffer, device, dtype) is { } moved)
                        {
                            moved.DetachFromDisposeScope();
                            ownBuffers[name] = (moved, persistent);
                            Replace(buffer, moved);
                        }
                    }
                }
                return this;
            }

            private static Tensor? Converted(Tensor tensor, Device? device, ScalarType? dtype)
            {
                ScalarType type = tensor.is_floating_point() ? dtype ?? tensor.dtype : tensor.dtype;
                Device place = device ?? tensor.device;
                bool stays = type == tensor.dtype && place.type == tensor.device_type &&
                    (place.type == DeviceType.CPU || place.index < 0 || place.index == tensor.device_index);
                return stays ? null : tensor.detach().to(type, place);
            }

            private void Replace(Tensor old, Tensor successor)
            {
                foreach (FieldInfo field in Fields().Where(field => ReferenceEquals(field.GetValue(this), old)))
                {
                    field.SetValue(this, successor);
                }
                old.Dispose();
            }
        }
    }
}
