using System;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Filling weights in place, as torch.nn.init does; no derivative is recorded.</summary>
        public static partial class init
        {
            public enum NonlinearityType
            {
                Linear = 0,
                Conv1D = 1,
                Conv2D = 2,
                Conv3D = 3,
                ConvTranspose1D = 4,
                ConvTranspose2D = 5,
                ConvTranspose3D = 6,
                Sigmoid = 7,
                Tanh = 8,
                ReLU = 9,
                LeakyReLU = 10,
            }

            public enum FanInOut
            {
                FanIn = 0,
                FanOut = 1,
            }

            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1, Generator? generator = null)
            {
                using (no_grad())
                {
                    return tensor.uniform_(low, high, generator);
                }
            }

            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1, Generator? generator = null)
            {
                using (no_grad())
                {
                    return tensor.normal_(mean, std, generator);
                }
            }

            /// <summary>Normal values restricted to [a, b], drawn by inverting the distribution function.</summary>
            public static Tensor trunc_normal_(
                Tensor tensor, double mean = 0, double std = 1, double a = -2, double b = 2, Generator? generator = null)
            {
                static double Cdf(double x) => (1 + Erf(x / Math.Sqrt(2))) / 2;
                using (no_grad())
                {
                    tensor.uniform_((2 * Cdf((a - mean) / std)) - 1, (2 * Cdf((b - mean) / std)) - 1, generator);
                    return tensor.erfinv_().mul_(std * Math.Sqrt(2)).add_(mean).clamp_(a, b);
                }

                static double Erf(double x)
                {
                    using Tensor value = torch.tensor(x);
                    return value.erf_().ToDouble();
                }
            }

            public static Tensor constant_(Tensor tensor, Scalar val)
            {
                using (no_grad())
                {
                    return tensor.fill_(val);
                }
            }

            public static Tensor ones_(Tensor tensor) => constant_(tensor, 1);

            public static Tensor zeros_(Tensor tensor) => constant_(tensor, 0);

            public static Tensor eye_(Tensor tensor)
            {
                using (no_grad())
                using (Tensor identity = eye(tensor.size(0), tensor.size(1), tensor.dtype, tensor.device))
                {
                    return tensor.copy_(identity);
                }
            }

            /// <summary>A (semi-)orthogonal matrix: the Q of a QR decomposition of normal values, its signs fixed by R's
            /// diagonal.</summary>
            public static Tensor orthogonal_(Tensor tensor, double gain = 1.0, Generator? generator = null)
            {
                if (tensor.ndim < 2)
                {
                    throw new ArgumentException("Only tensors with 2 or more dimensions can be made orthogonal.", nameof(tensor));
                }
                using (no_grad())
                using (NewDisposeScope())
                {
                    long rows = tensor.size(0);
                    long columns = tensor.NumberOfElements / rows;
                    Tensor flat = empty(rows, columns, tensor.dtype, tensor.device).normal_(generator: generator);
                    (Tensor q, Tensor r) = linalg.qr(rows < columns ? flat.t() : flat);
                    q = q * r.diagonal().sign();
                    tensor.copy_((rows < columns ? q.t() : q).reshape(tensor.shape)).mul_(gain);
                }
                return tensor;
            }

            /// <summary>Uniform within ± gain √(6 / (fan_in + fan_out)).</summary>
            public static Tensor xavier_uniform_(Tensor tensor, double gain = 1.0, Generator? generator = null)
            {
                (long fanIn, long fanOut) = CalculateFanInAndFanOut(tensor);
                double bound = gain * Math.Sqrt(6.0 / (fanIn + fanOut));
                return uniform_(tensor, -bound, bound, generator);
            }

            /// <summary>Normal with deviation gain √(2 / (fan_in + fan_out)).</summary>
            public static Tensor xavier_normal_(Tensor tensor, double gain = 1.0, Generator? generator = null)
            {
                (long fanIn, long fanOut) = CalculateFanInAndFanOut(tensor);
                return normal_(tensor, 0, gain * Math.Sqrt(2.0 / (fanIn + fanOut)), generator);
            }

            /// <summary>Uniform within ± gain √(3 / fan).</summary>
            public static Tensor kaiming_uniform_(
                Tensor tensor,
                double a = 0,
                FanInOut mode = FanInOut.FanIn,
                NonlinearityType nonlinearity = NonlinearityType.LeakyReLU,
                Generator? generator = null)
            {
                double bound = calculate_gain(nonlinearity, a) * Math.Sqrt(3.0 / Fan(tensor, mode));
                return uniform_(tensor, -bound, bound, generator);
            }

            /// <summary>Normal with deviation gain / √fan.</summary>
            public static Tensor kaiming_normal_(
                Tensor tensor,
                double a = 0,
                FanInOut mode = FanInOut.FanIn,
                NonlinearityType nonlinearity = NonlinearityType.LeakyReLU,
                Generator? generator = null) =>
                normal_(tensor, 0, calculate_gain(nonlinearity, a) / Math.Sqrt(Fan(tensor, mode)), generator);

            /// <summary>The factor that keeps the variance of a layer's output through its nonlinearity.</summary>
            public static double calculate_gain(NonlinearityType nonlinearity, double param = 0.0) => nonlinearity switch
            {
                NonlinearityType.Tanh => 5.0 / 3.0,
                NonlinearityType.ReLU => Math.Sqrt(2.0),
                NonlinearityType.LeakyReLU => Math.Sqrt(2.0 / (1 + (param * param))),
                _ => 1.0,
            };

            public static (long fanIn, long fanOut) CalculateFanInAndFanOut(Tensor tensor)
            {
                if (tensor.ndim < 2)
                {
                    throw new ArgumentException(
                        $"Fan in and fan out can not be computed for a tensor with {tensor.ndim} dimensions; at least 2 are needed.", nameof(tensor));
                }
                long receptive = tensor.NumberOfElements / (tensor.size(0) * tensor.size(1));
                return (tensor.size(1) * receptive, tensor.size(0) * receptive);
            }

            private static long Fan(Tensor tensor, FanInOut mode)
            {
                (long fanIn, long fanOut) = CalculateFanInAndFanOut(tensor);
                return mode == FanInOut.FanIn ? fanIn : fanOut;
            }
        }
    }
}
