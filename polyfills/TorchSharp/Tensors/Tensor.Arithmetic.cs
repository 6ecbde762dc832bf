using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor add(Tensor target) => LibTorch.tensor_add(this, target, Scalar.One);

        /// <summary>this + alpha * target</summary>
        public Tensor add(Tensor target, Scalar alpha) => LibTorch.tensor_add(this, target, alpha);

        public Tensor add(Scalar scalar) => LibTorch.tensor_add_number(this, scalar, Scalar.One);

        public Tensor add(Scalar scalar, Scalar alpha) => LibTorch.tensor_add_number(this, scalar, alpha);

        public Tensor add_(Tensor target) => add_(target, Scalar.One);

        public Tensor add_(Tensor target, Scalar alpha)
        {
            LibTorch.tensor_add_(this, target, alpha);
            return this;
        }

        public Tensor add_(Scalar scalar) => add_(scalar, Scalar.One);

        public Tensor add_(Scalar scalar, Scalar alpha)
        {
            LibTorch.tensor_add_number_(this, scalar, alpha);
            return this;
        }

        public Tensor sub(Tensor target) => LibTorch.tensor_sub(this, target, Scalar.One);

        /// <summary>this - alpha * target</summary>
        public Tensor sub(Tensor target, Scalar alpha) => LibTorch.tensor_sub(this, target, alpha);

        public Tensor sub(Scalar scalar) => LibTorch.tensor_sub_number(this, scalar, Scalar.One);

        public Tensor sub_(Tensor target) => sub_(target, Scalar.One);

        public Tensor sub_(Tensor target, Scalar alpha)
        {
            LibTorch.tensor_sub_(this, target, alpha);
            return this;
        }

        public Tensor sub_(Scalar scalar)
        {
            LibTorch.tensor_sub_number_(this, scalar, Scalar.One);
            return this;
        }

        public Tensor subtract(Tensor target) => sub(target);

        public Tensor subtract(Scalar scalar) => sub(scalar);

        public Tensor mul(Tensor target) => LibTorch.tensor_mul(this, target);

        public Tensor mul(Scalar scalar) => LibTorch.tensor_mul_number(this, scalar);

        public Tensor mul_(Tensor target)
        {
            LibTorch.tensor_mul_(this, target);
            return this;
        }

        public Tensor mul_(Scalar scalar)
        {
            LibTorch.tensor_mul_number_(this, scalar);
            return this;
        }

        public Tensor multiply(Tensor target) => mul(target);

        public Tensor multiply(Scalar scalar) => mul(scalar);

        public Tensor div(Tensor target) => LibTorch.tensor_div(this, target);

        public Tensor div(Scalar scalar) => LibTorch.tensor_div_number(this, scalar);

        public Tensor div(Tensor target, RoundingMode rounding_mode) => rounding_mode == RoundingMode.None
            ? div(target)
            : LibTorch.tensor_div_rounded(this, target, rounding_mode == RoundingMode.floor ? "floor" : "trunc");

        public Tensor div_(Tensor target)
        {
            LibTorch.tensor_div_(this, target);
            return this;
        }

        public Tensor div_(Scalar scalar)
        {
            LibTorch.tensor_div_number_(this, scalar);
            return this;
        }

        public Tensor divide(Tensor target) => div(target);

        public Tensor divide(Scalar scalar) => div(scalar);

        public Tensor true_divide(Tensor target) => div(target);

        public Tensor floor_divide(Tensor target) => LibTorch.tensor_floor_divide(this, target);

        public Tensor floor_divide(Scalar scalar) => LibTorch.tensor_floor_divide_number(this, scalar);

        public Tensor floor_divide_(Tensor target)
        {
            LibTorch.tensor_floor_divide_(this, target);
            return this;
        }

        public Tensor remainder(Tensor target) => LibTorch.tensor_remainder(this, target);

        public Tensor remainder(Scalar scalar) => LibTorch.tensor_remainder_number(this, scalar);

        public Tensor remainder_(Scalar scalar)
        {
            LibTorch.tensor_remainder_number_(this, scalar);
            return this;
        }

        public Tensor fmod(Tensor target) => LibTorch.tensor_fmod(this, target);

        public Tensor fmod(Scalar scalar) => LibTorch.tensor_fmod_number(this, scalar);

        public Tensor pow(Tensor exponent) => LibTorch.tensor_pow(this, exponent);

        public Tensor pow(Scalar exponent) => LibTorch.tensor_pow_number(this, exponent);

        public Tensor pow_(Tensor exponent)
        {
            LibTorch.tensor_pow_(this, exponent);
            return this;
        }

        public Tensor pow_(Scalar exponent)
        {
            LibTorch.tensor_pow_number_(this, exponent);
            return this;
        }

        public static Tensor operator +(Tensor left, Tensor right) => left.add(right);

        public static Tensor operator +(Tensor left, Scalar right) => left.add(right);

        public static Tensor operator +(Scalar left, Tensor right) => right.add(left);

        public static Tensor operator -(Tensor left, Tensor right) => left.sub(right);

        public static Tensor operator -(Tensor left, Scalar right) => left.sub(right);

        public static Tensor operator -(Scalar left, Tensor right) => LibTorch.number_sub(left, right);

        public static Tensor operator *(Tensor left, Tensor right) => left.mul(right);

        public static Tensor operator *(Tensor left, Scalar right) => left.mul(right);

        public static Tensor operator *(Scalar left, Tensor right) => right.mul(left);

        public static Tensor operator /(Tensor left, Tensor right) => left.div(right);

        public static Tensor operator /(Tensor left, Scalar right) => left.div(right);

        public static Tensor operator /(Scalar left, Tensor right) => LibTorch.number_div(left, right);

        public static Tensor operator %(Tensor left, Tensor right) => left.remainder(right);

        public static Tensor operator %(Tensor left, Scalar right) => left.remainder(right);

        public static Tensor operator -(Tensor tensor) => tensor.neg();

        public static Tensor operator ~(Tensor tensor) => tensor.bitwise_not();

        public static Tensor operator &(Tensor left, Tensor right) => LibTorch.tensor_bitwise_and(left, right);

        public static Tensor operator |(Tensor left, Tensor right) => LibTorch.tensor_bitwise_or(left, right);

        public static Tensor operator ^(Tensor left, Tensor right) => LibTorch.tensor_bitwise_xor(left, right);

        // Numbers become single-element tensors of their own type.
        public static implicit operator Tensor(bool value) => tensor(value);

        public static implicit operator Tensor(byte value) => tensor(value);

        public static implicit operator Tensor(sbyte value) => tensor(value);

        public static implicit operator Tensor(short value) => tensor(value);

        public static implicit operator Tensor(int value) => tensor(value);

        public static implicit operator Tensor(long value) => tensor(value);

        public static implicit operator Tensor(float value) => tensor(value);

        public static implicit operator Tensor(double value) => tensor(value);

        public static implicit operator Tensor(Scalar value) => value.Value.Kind switch
        {
            NumberKind.Boolean => tensor(value.Value.ToBoolean()),
            NumberKind.Integer => tensor(value.Value.ToInt64()),
            _ => tensor(value.Value.ToDouble()),
        };
    }
}
