namespace TorchSharp;

public static partial class torch
{
    public static Tensor abs(Tensor input) => input.abs();

    public static Tensor acos(Tensor input) => input.acos();

    public static Tensor asin(Tensor input) => input.asin();

    public static Tensor atan(Tensor input) => input.atan();

    public static Tensor atanh(Tensor input) => input.atanh();

    public static Tensor ceil(Tensor input) => input.ceil();

    public static Tensor cos(Tensor input) => input.cos();

    public static Tensor cosh(Tensor input) => input.cosh();

    public static Tensor digamma(Tensor input) => input.digamma();

    public static Tensor erf(Tensor input) => input.erf();

    public static Tensor erfinv(Tensor input) => input.erfinv();

    public static Tensor exp(Tensor input) => input.exp();

    public static Tensor exp2(Tensor input) => input.exp2();

    public static Tensor expm1(Tensor input) => input.expm1();

    public static Tensor floor(Tensor input) => input.floor();

    public static Tensor frac(Tensor input) => input.frac();

    public static Tensor lgamma(Tensor input) => input.lgamma();

    public static Tensor log(Tensor input) => input.log();

    public static Tensor log10(Tensor input) => input.log10();

    public static Tensor log1p(Tensor input) => input.log1p();

    public static Tensor log2(Tensor input) => input.log2();

    public static Tensor neg(Tensor input) => input.neg();

    public static Tensor reciprocal(Tensor input) => input.reciprocal();

    public static Tensor relu(Tensor input) => input.relu();

    public static Tensor round(Tensor input) => input.round();

    public static Tensor rsqrt(Tensor input) => input.rsqrt();

    public static Tensor sigmoid(Tensor input) => input.sigmoid();

    public static Tensor sign(Tensor input) => input.sign();

    public static Tensor sin(Tensor input) => input.sin();

    public static Tensor sinh(Tensor input) => input.sinh();

    public static Tensor sqrt(Tensor input) => input.sqrt();

    public static Tensor square(Tensor input) => input.square();

    public static Tensor tan(Tensor input) => input.tan();

    public static Tensor tanh(Tensor input) => input.tanh();

    public static Tensor trunc(Tensor input) => input.trunc();

    public static Tensor logical_not(Tensor input) => input.logical_not();

    public static Tensor bitwise_not(Tensor input) => input.bitwise_not();

    public static Tensor isnan(Tensor input) => input.isnan();

    public static Tensor isfinite(Tensor input) => input.isfinite();

    public static Tensor isinf(Tensor input) => input.isinf();

    public static Tensor abs_(Tensor input) => input.abs_();

    public static Tensor ceil_(Tensor input) => input.ceil_();

    public static Tensor cos_(Tensor input) => input.cos_();

    public static Tensor exp_(Tensor input) => input.exp_();

    public static Tensor floor_(Tensor input) => input.floor_();

    public static Tensor log_(Tensor input) => input.log_();

    public static Tensor neg_(Tensor input) => input.neg_();

    public static Tensor relu_(Tensor input) => input.relu_();

    public static Tensor round_(Tensor input) => input.round_();

    public static Tensor sigmoid_(Tensor input) => input.sigmoid_();

    public static Tensor sign_(Tensor input) => input.sign_();

    public static Tensor sin_(Tensor input) => input.sin_();

    public static Tensor sqrt_(Tensor input) => input.sqrt_();

    public static Tensor tanh_(Tensor input) => input.tanh_();

    public static Tensor zero_(Tensor input) => input.zero_();
}
