using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            /// <summary>Scales all gradients together, in place, so that their norm is at most <paramref name="max_norm"/>.</summary>
            /// <returns>The norm before.</returns>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2.0)
            {
                using DisposeScope scope = NewDisposeScope();
                using IDisposable _ = no_grad();
                Tensor[] gradients = [.. tensors.Select(parameter => parameter.grad).OfType<Tensor>()];
                if (gradients.Length == 0)
                {
                    return 0;
                }
                Tensor total = gradients.Length == 1
                    ? linalg.vector_norm(gradients[0], norm_type)
                    : linalg.vector_norm(stack(gradients.Select(gradient => linalg.vector_norm(gradient, norm_type))), norm_type);
                double norm = total.ToDouble();
                double scale = max_norm / (norm + 1e-6);
                if (scale < 1)
                {
                    foreach (Tensor gradient in gradients)
                    {
                        gradient.mul_(scale);
                    }
                }
                return norm;
            }

            /// <summary>Limits every element of the gradients, in place, to ± <paramref name="clip_value"/>.</summary>
            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using DisposeScope scope = NewDisposeScope();
                using IDisposable _ = no_grad();
                foreach (Tensor gradient in tensors.Select(parameter => parameter.grad).OfType<Tensor>())
                {
                    gradient.clamp_(-clip_value, clip_value);
                }
            }

            /// <summary>All elements, one tensor after the other, in one vector.</summary>
            public static Tensor parameters_to_vector(IEnumerable<Tensor> tensors) =>
                WrappedTensorDisposeScope(() => cat([.. tensors.Select(tensor => tensor.reshape(-1))]));

            /// <summary>Copies consecutive stretches of a vector into tensors.</summary>
            public static void vector_to_parameters(Tensor vec, IEnumerable<Tensor> tensors)
            {
                using DisposeScope scope = NewDisposeScope();
                using IDisposable _ = no_grad();
                long position = 0;
                foreach (Tensor tensor in tensors)
                {
                    long length = tensor.NumberOfElements;
                    tensor.copy_(vec.narrow(0, position, length).view(tensor.shape));
                    position += length;
                }
            }
        }
    }
}
