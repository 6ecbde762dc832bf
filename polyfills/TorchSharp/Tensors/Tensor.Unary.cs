using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    // Functions of one element. The form with an underscore works in place and returns the tensor itself.
    public partial class Tensor
    {
        public Tensor abs() => LibTorch.tensor_abs(this);

        public Tensor acos() => LibTorch.tensor_acos(this);

        public Tensor asin() => LibTorch.tensor_asin(this);

        public Tensor atan() => LibTorch.tensor_atan(this);

        public Tensor atanh() => LibTorch.tensor_atanh(this);

        public Tensor ceil() => LibTorch.tensor_ceil(this);

        public Tensor cos() => LibTorch.tensor_cos(this);

        public Tensor cosh() => LibTorch.tensor_cosh(this);

        public Tensor digamma() => LibTorch.tensor_digamma(this);

        public Tensor erf() => LibTorch.tensor_erf(this);

        public Tensor erfinv() => LibTorch.tensor_erfinv(this);

        public Tensor exp() => LibTorch.tensor_exp(this);

        public Tensor exp2() => LibTorch.tensor_exp2(this);

        public Tensor expm1() => LibTorch.tensor_expm1(this);

        public Tensor floor() => LibTorch.tensor_floor(this);

        public Tensor frac() => LibTorch.tensor_frac(this);

        public Tensor lgamma() => LibTorch.tensor_lgamma(this);

        public Tensor log() => LibTorch.tensor_log(this);

        public Tensor log10() => LibTorch.tensor_log10(this);

        public Tensor log1p() => LibTorch.tensor_log1p(this);

        public Tensor log2() => LibTorch.tensor_log2(this);

        public Tensor neg() => LibTorch.tensor_neg(this);

        public Tensor reciprocal() => LibTorch.tensor_reciprocal(this);

        public Tensor relu() => LibTorch.tensor_relu(this);

        public Tensor round() => LibTorch.tensor_round(this);

        public Tensor rsqrt() => LibTorch.tensor_rsqrt(this);

        public Tensor sigmoid() => LibTorch.tensor_sigmoid(this);

        public Tensor sign() => LibTorch.tensor_sign(this);

        public Tensor sin() => LibTorch.tensor_sin(this);

        public Tensor sinh() => LibTorch.tensor_sinh(this);

        public Tensor sqrt() => LibTorch.tensor_sqrt(this);

        public Tensor square() => LibTorch.tensor_square(this);

        public Tensor tan() => LibTorch.tensor_tan(this);

        public Tensor tanh() => LibTorch.tensor_tanh(this);

        public Tensor trunc() => LibTorch.tensor_trunc(this);

        public Tensor logical_not() => LibTorch.tensor_logical_not(this);

        public Tensor bitwise_not() => LibTorch.tensor_bitwise_not(this);

        public Tensor isnan() => LibTorch.tensor_isnan(this);

        public Tensor isfinite() => LibTorch.tensor_isfinite(this);

        public Tensor isinf() => LibTorch.tensor_isinf(this);

        public Tensor negative() => neg();

        public Tensor negative_() => neg_();

        public Tensor abs_()
        {
            LibTorch.tensor_abs_(this);
            return this;
        }

        public Tensor acos_()
        {
            LibTorch.tensor_acos_(this);
            return this;
        }

        public Tensor asin_()
        {
            LibTorch.tensor_asin_(this);
            return this;
        }

        public Tensor atan_()
        {
            LibTorch.tensor_atan_(this);
            return this;
        }

        public Tensor atanh_()
        {
            LibTorch.tensor_atanh_(this);
            return this;
        }

        public Tensor ceil_()
        {
            LibTorch.tensor_ceil_(this);
            return this;
        }

        public Tensor cos_()
        {
            LibTorch.tensor_cos_(this);
            return this;
        }

        public Tensor cosh_()
        {
            LibTorch.tensor_cosh_(this);
            return this;
        }

        public Tensor digamma_()
        {
            LibTorch.tensor_digamma_(this);
            return this;
        }

        public Tensor erf_()
        {
            LibTorch.tensor_erf_(this);
            return this;
        }

        public Tensor erfinv_()
        {
            LibTorch.tensor_erfinv_(this);
            return this;
        }

        public Tensor exp_()
        {
            LibTorch.tensor_exp_(this);
            return this;
        }

        public Tensor exp2_()
        {
            LibTorch.tensor_exp2_(this);
            return this;
        }

        public Tensor expm1_()
        {
            LibTorch.tensor_expm1_(this);
            return this;
        }

        public Tensor floor_()
        {
            LibTorch.tensor_floor_(this);
            return this;
        }

        public Tensor frac_()
        {
            LibTorch.tensor_frac_(this);
            return this;
        }

        public Tensor lgamma_()
        {
            LibTorch.tensor_lgamma_(this);
            return this;
        }

        public Tensor log_()
        {
            LibTorch.tensor_log_(this);
            return this;
        }

        public Tensor log10_()
        {
            LibTorch.tensor_log10_(this);
            return this;
        }

        public Tensor log1p_()
        {
            LibTorch.tensor_log1p_(this);
            return this;
        }

        public Tensor log2_()
        {
            LibTorch.tensor_log2_(this);
            return this;
        }

        public Tensor neg_()
        {
            LibTorch.tensor_neg_(this);
            return this;
        }

        public Tensor reciprocal_()
        {
            LibTorch.tensor_reciprocal_(this);
            return this;
        }

        public Tensor relu_()
        {
            LibTorch.tensor_relu_(this);
            return this;
        }

        public Tensor round_()
        {
            LibTorch.tensor_round_(this);
            return this;
        }

        public Tensor rsqrt_()
        {
            LibTorch.tensor_rsqrt_(this);
            return this;
        }

        public Tensor sigmoid_()
        {
            LibTorch.tensor_sigmoid_(this);
            return this;
        }

        public Tensor sign_()
        {
            LibTorch.tensor_sign_(this);
            return this;
        }

        public Tensor sin_()
        {
            LibTorch.tensor_sin_(this);
            return this;
        }

        public Tensor sinh_()
        {
            LibTorch.tensor_sinh_(this);
            return this;
        }

        public Tensor sqrt_()
        {
            LibTorch.tensor_sqrt_(this);
            return this;
        }

        public Tensor square_()
        {
            LibTorch.tensor_square_(this);
            return this;
        }

        public Tensor tan_()
        {
            LibTorch.tensor_tan_(this);
            return this;
        }

        public Tensor tanh_()
        {
            LibTorch.tensor_tanh_(this);
            return this;
        }

        public Tensor trunc_()
        {
            LibTorch.tensor_trunc_(this);
            return this;
        }

        public Tensor logical_not_()
        {
            LibTorch.tensor_logical_not_(this);
            return this;
        }

        public Tensor zero_()
        {
            LibTorch.tensor_zero_(this);
            return this;
        }
    }
}
