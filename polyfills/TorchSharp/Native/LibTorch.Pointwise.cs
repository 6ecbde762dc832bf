using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Native;

// Arithmetic and comparisons, element by element. Mirrors native/pointwise.cpp.
internal static partial class LibTorch
{
    [LibraryImport(Library)]
    internal static partial Tensor tensor_abs(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_abs_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_acos(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_acos_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_asin(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_asin_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_atan(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_atan_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_atanh(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_atanh_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_ceil(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_ceil_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_cos(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_cos_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_cosh(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_cosh_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_digamma(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_digamma_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_erf(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_erf_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_erfinv(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_erfinv_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_exp(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_exp_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_exp2(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_exp2_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_expm1(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_expm1_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_floor(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_floor_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_frac(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_frac_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_lgamma(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_lgamma_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_log(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_log_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_log10(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_log10_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_log1p(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_log1p_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_log2(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_log2_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_neg(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_neg_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_reciprocal(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_reciprocal_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_relu(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_relu_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_round(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_round_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_rsqrt(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_rsqrt_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_sigmoid(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_sigmoid_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_sign(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_sign_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_sin(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_sin_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_sinh(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_sinh_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_sqrt(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_sqrt_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_square(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_square_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_tan(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_tan_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_tanh(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_tanh_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_trunc(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_trunc_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_logical_not(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_logical_not_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_bitwise_not(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_isnan(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_isfinite(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_isinf(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_zero_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_mul(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_mul_number(Tensor self, Scalar other);

    [LibraryImport(Library)]
    internal static partial Done tensor_mul_(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Done tensor_mul_number_(Tensor self, Scalar other);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_div(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_div_number(Tensor self, Scalar other);

    [LibraryImport(Library)]
    internal static partial Done tensor_div_(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Done tensor_div_number_(Tensor self, Scalar other);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_pow(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_pow_number(Tensor self, Scalar other);

    [LibraryImport(Library)]
    internal static partial Done tensor_pow_(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Done tensor_pow_number_(Tensor self, Scalar other);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_remainder(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_remainder_number(Tensor self, Scalar other);

    [LibraryImport(Library)]
    internal static partial Done tensor_remainder_number_(Tensor self, Scalar other);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_fmod(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_fmod_number(Tensor self, Scalar other);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_floor_divide(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_floor_divide_number(Tensor self, Scalar other);

    [LibraryImport(Library)]
    internal static partial Done tensor_floor_divide_(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_eq(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_eq_number(Tensor self, Scalar other);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_ne(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_ne_number(Tensor self, Scalar other);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_gt(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_gt_number(Tensor self, Scalar other);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_ge(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_ge_number(Tensor self, Scalar other);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_lt(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_lt_number(Tensor self, Scalar other);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_le(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_le_number(Tensor self, Scalar other);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_minimum(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_maximum(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_atan2(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_logical_and(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_logical_or(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_logical_xor(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_bitwise_and(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_bitwise_or(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_bitwise_xor(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_xlogy(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Done tensor_logical_and_(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Done tensor_logical_or_(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_add(Tensor self, Tensor other, Scalar alpha);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_add_number(Tensor self, Scalar other, Scalar alpha);

    [LibraryImport(Library)]
    internal static partial Done tensor_add_(Tensor self, Tensor other, Scalar alpha);

    [LibraryImport(Library)]
    internal static partial Done tensor_add_number_(Tensor self, Scalar other, Scalar alpha);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_sub(Tensor self, Tensor other, Scalar alpha);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_sub_number(Tensor self, Scalar other, Scalar alpha);

    [LibraryImport(Library)]
    internal static partial Done tensor_sub_(Tensor self, Tensor other, Scalar alpha);

    [LibraryImport(Library)]
    internal static partial Done tensor_sub_number_(Tensor self, Scalar other, Scalar alpha);

    [LibraryImport(Library)]
    internal static partial Tensor number_sub(Scalar left, Tensor right);

    [LibraryImport(Library)]
    internal static partial Tensor number_div(Scalar left, Tensor right);

    [LibraryImport(Library)]
    internal static partial Tensor number_pow(Scalar left, Tensor right);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial Tensor tensor_div_rounded(Tensor self, Tensor other, string mode);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_clamp(Tensor self, Scalar? low, Scalar? high);

    [LibraryImport(Library)]
    internal static partial Done tensor_clamp_(Tensor self, Scalar? low, Scalar? high);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_clamp_between(Tensor self, Tensor? low, Tensor? high);

    [LibraryImport(Library)]
    internal static partial Done tensor_clamp_between_(Tensor self, Tensor? low, Tensor? high);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_lerp(Tensor self, Tensor end, Scalar weight);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_lerp_tensor(Tensor self, Tensor end, Tensor weight);

    [LibraryImport(Library)]
    internal static partial Done tensor_lerp_(Tensor self, Tensor end, Scalar weight);

    [LibraryImport(Library)]
    internal static partial Done tensor_lerp_tensor_(Tensor self, Tensor end, Tensor weight);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_addcmul(Tensor self, Tensor first, Tensor second, Scalar value);

    [LibraryImport(Library)]
    internal static partial Done tensor_addcmul_(Tensor self, Tensor first, Tensor second, Scalar value);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_addcdiv(Tensor self, Tensor first, Tensor second, Scalar value);

    [LibraryImport(Library)]
    internal static partial Done tensor_addcdiv_(Tensor self, Tensor first, Tensor second, Scalar value);

    [LibraryImport(Library)]
    internal static partial Done tensor_fill_(Tensor self, Scalar value);

    [LibraryImport(Library)]
    internal static partial Done tensor_fill_tensor_(Tensor self, Tensor value);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_nan_to_num(Tensor self, Scalar? nan, Scalar? positive, Scalar? negative);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_isclose(Tensor self, Tensor other, double rtol, double atol, Flag equalNan);

    [LibraryImport(Library)]
    internal static partial Done tensor_allclose(Tensor self, Tensor other, double rtol, double atol, Flag equalNan, out int close);

    [LibraryImport(Library)]
    internal static partial Done tensor_same(Tensor self, Tensor other, out int same);

    [LibraryImport(Library)]
    internal static partial Tensor where_chosen(Tensor condition, Tensor yes, Tensor no);
}
