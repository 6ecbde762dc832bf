using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor eq(Tensor target) => LibTorch.tensor_eq(this, target);

        public Tensor eq(Scalar target) => LibTorch.tensor_eq_number(this, target);

        public Tensor ne(Tensor target) => LibTorch.tensor_ne(this, target);

        public Tensor ne(Scalar target) => LibTorch.tensor_ne_number(this, target);

        public Tensor gt(Tensor target) => LibTorch.tensor_gt(this, target);

        public Tensor gt(Scalar target) => LibTorch.tensor_gt_number(this, target);

        public Tensor ge(Tensor target) => LibTorch.tensor_ge(this, target);

        public Tensor ge(Scalar target) => LibTorch.tensor_ge_number(this, target);

        public Tensor lt(Tensor target) => LibTorch.tensor_lt(this, target);

        public Tensor lt(Scalar target) => LibTorch.tensor_lt_number(this, target);

        public Tensor le(Tensor target) => LibTorch.tensor_le(this, target);

        public Tensor le(Scalar target) => LibTorch.tensor_le_number(this, target);

        /// <summary>Elementwise equality; <see cref="Equals(Tensor)"/> compares whole tensors.</summary>
        public Tensor equal(Tensor target) => eq(target);

        public Tensor not_equal(Tensor target) => ne(target);

        public Tensor greater(Tensor target) => gt(target);

        public Tensor greater_equal(Tensor target) => ge(target);

        public Tensor less(Tensor target) => lt(target);

        public Tensor less_equal(Tensor target) => le(target);

        /// <summary>Whether every |this - target| &lt;= atol + rtol * |target|.</summary>
        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false)
        {
            LibTorch.tensor_allclose(this, target, rtol, atol, equal_nan, out int close);
            return close != 0;
        }

        public Tensor isclose(Tensor other, double rtol = 1e-05, double atol = 1e-08, bool nanEqual = false) =>
            LibTorch.tensor_isclose(this, other, rtol, atol, nanEqual);

        public Tensor logical_and(Tensor other) => LibTorch.tensor_logical_and(this, other);

        public Tensor logical_and_(Tensor other)
        {
            LibTorch.tensor_logical_and_(this, other);
            return this;
        }

        public Tensor logical_or(Tensor other) => LibTorch.tensor_logical_or(this, other);

        public Tensor logical_or_(Tensor other)
        {
            LibTorch.tensor_logical_or_(this, other);
            return this;
        }

        public Tensor logical_xor(Tensor other) => LibTorch.tensor_logical_xor(this, other);

        public Tensor bitwise_and(Tensor other) => LibTorch.tensor_bitwise_and(this, other);

        public Tensor bitwise_or(Tensor other) => LibTorch.tensor_bitwise_or(this, other);

        public Tensor bitwise_xor(Tensor other) => LibTorch.tensor_bitwise_xor(this, other);

        public static Tensor operator ==(Tensor left, Tensor right) => left.eq(right);

        public static Tensor operator ==(Tensor left, Scalar right) => left.eq(right);

        public static Tensor operator ==(Scalar left, Tensor right) => right.eq(left);

        public static Tensor operator !=(Tensor left, Tensor right) => left.ne(right);

        public static Tensor operator !=(Tensor left, Scalar right) => left.ne(right);

        public static Tensor operator !=(Scalar left, Tensor right) => right.ne(left);

        public static Tensor operator <(Tensor left, Tensor right) => left.lt(right);

        public static Tensor operator <(Tensor left, Scalar right) => left.lt(right);

        public static Tensor operator <(Scalar left, Tensor right) => right.gt(left);

        public static Tensor operator <=(Tensor left, Tensor right) => left.le(right);

        public static Tensor operator <=(Tensor left, Scalar right) => left.le(right);

        public static Tensor operator <=(Scalar left, Tensor right) => right.ge(left);

        public static Tensor operator >(Tensor left, Tensor right) => left.gt(right);

        public static Tensor operator >(Tensor left, Scalar right) => left.gt(right);

        public static Tensor operator >(Scalar left, Tensor right) => right.lt(left);

        public static Tensor operator >=(Tensor left, Tensor right) => left.ge(right);

        public static Tensor operator >=(Tensor left, Scalar right) => left.ge(right);

        public static Tensor operator >=(Scalar left, Tensor right) => right.le(left);
    }
}
