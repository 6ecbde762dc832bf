using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor clamp(Scalar? min = null, Scalar? max = null) => LibTorch.tensor_clamp(this, min, max);

        public Tensor clamp(Tensor min, Tensor? max = null) => LibTorch.tensor_clamp_between(this, min, max);

        public Tensor clamp_(Scalar? min = null, Scalar? max = null)
        {
            LibTorch.tensor_clamp_(this, min, max);
            return this;
        }

        public Tensor clamp_(Tensor min, Tensor max)
        {
            LibTorch.tensor_clamp_between_(this, min, max);
            return this;
        }

        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);

        public Tensor clip_(Scalar? min = null, Scalar? max = null) => clamp_(min, max);

        public Tensor clamp_min(Scalar min) => clamp(min: min);

        public Tensor clamp_min_(Scalar min) => clamp_(min: min);

        public Tensor clamp_max(Scalar max) => clamp(max: max);

        public Tensor clamp_max_(Scalar max) => clamp_(max: max);

        public Tensor minimum(Tensor other) => LibTorch.tensor_minimum(this, other);

        public Tensor maximum(Tensor other) => LibTorch.tensor_maximum(this, other);

        /// <summary>this + weight * (end - this)</summary>
        public Tensor lerp(Tensor end, Scalar weight) => LibTorch.tensor_lerp(this, end, weight);

        public Tensor lerp(Tensor end, Tensor weight) => LibTorch.tensor_lerp_tensor(this, end, weight);

        public Tensor lerp_(Tensor end, Scalar weight)
        {
            LibTorch.tensor_lerp_(this, end, weight);
            return this;
        }

        public Tensor lerp_(Tensor end, Tensor weight)
        {
            LibTorch.tensor_lerp_tensor_(this, end, weight);
            return this;
        }

        /// <summary>this + value * tensor1 * tensor2</summary>
        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => LibTorch.tensor_addcmul(this, tensor1, tensor2, value);

        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value)
        {
            LibTorch.tensor_addcmul_(this, tensor1, tensor2, value);
            return this;
        }

        /// <summary>this + value * tensor1 / tensor2</summary>
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => LibTorch.tensor_addcdiv(this, tensor1, tensor2, value);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => addcdiv(tensor1, tensor2, Scalar.One);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value)
        {
            LibTorch.tensor_addcdiv_(this, tensor1, tensor2, value);
            return this;
        }

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => addcdiv_(tensor1, tensor2, Scalar.One);

        public Tensor fill_(Scalar value)
        {
            LibTorch.tensor_fill_(this, value);
            return this;
        }

        public Tensor fill_(Tensor value)
        {
            LibTorch.tensor_fill_tensor_(this, value);
            return this;
        }

        public Tensor atan2(Tensor other) => LibTorch.tensor_atan2(this, other);

        public Tensor xlogy(Tensor y) => LibTorch.tensor_xlogy(this, y);

        public Tensor nan_to_num(double? nan = null, double? posinf = null, double? neginf = null) =>
            LibTorch.tensor_nan_to_num(this, nan, posinf, neginf);

        public Tensor where(Tensor condition, Tensor y) => LibTorch.where_chosen(condition, this, y);

        public Tensor softmax(long dim, ScalarType? dtype = null) => LibTorch.nn_softmax(this, dim, Code(dtype));

        public Tensor log_softmax(long dim, ScalarType? dtype = null) => LibTorch.nn_log_softmax(this, dim, Code(dtype));

        public Tensor silu() => LibTorch.nn_silu(this);

        public Tensor gelu() => LibTorch.nn_gelu(this);

        public Tensor normal_(double mean = 0.0, double stddev = 1.0, Generator? generator = null)
        {
            LibTorch.tensor_normal_(this, mean, stddev, generator);
            return this;
        }

        public Tensor uniform_(double from, double to, Generator? generator = null)
        {
            LibTorch.tensor_uniform_(this, from, to, generator);
            return this;
        }

        public Tensor random_(long from, long to, Generator? generator = null)
        {
            LibTorch.tensor_random_(this, from, to, generator);
            return this;
        }

        public Tensor bernoulli(Generator? generator = null) => LibTorch.tensor_bernoulli(this, generator);

        public Tensor bernoulli_(double p = 0.5, Generator? generator = null)
        {
            LibTorch.tensor_bernoulli_(this, p, generator);
            return this;
        }

        public Tensor exponential_(double lambda = 1.0, Generator? generator = null)
        {
            LibTorch.tensor_exponential_(this, lambda, generator);
            return this;
        }

        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) =>
            LibTorch.tensor_multinomial(this, num_samples, replacement, generator);
    }

    // libtorch's code of an element type, -1 for "as it is".
    internal static int Code(ScalarType? dtype) => dtype is { } type ? (int)type : -1;
}
