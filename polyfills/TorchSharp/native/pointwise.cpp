// Element by element: arithmetic, comparisons, and their in-place forms.
#include "boundary.h"

#include <ATen/ops/pow.h>
#include <ATen/ops/rsub.h>
#include <ATen/ops/where.h>

#define UNARY(name) \
    BOUNDARY Handle tensor_##name(Handle self) { return result([&] { return In(self)->name(); }); }

#define UNARY_IN_PLACE(name) \
    BOUNDARY int32_t tensor_##name(Handle self) { return effect([&] { In(self)->name(); }); }

#define BOTH(name) UNARY(name) UNARY_IN_PLACE(name##_)

#define BINARY(name) \
    BOUNDARY Handle tensor_##name(Handle self, Handle other) { return result([&] { return In(self)->name(In(other)); }); }

#define BINARY_NUMBER(name) \
    BOUNDARY Handle tensor_##name##_number(Handle self, Number other) { return result([&] { return In(self)->name(scalar(other)); }); }

#define BINARY_IN_PLACE(name) \
    BOUNDARY int32_t tensor_##name(Handle self, Handle other) { return effect([&] { In(self)->name(In(other)); }); }

#define BINARY_NUMBER_IN_PLACE(name) \
    BOUNDARY int32_t tensor_##name##_number_(Handle self, Number other) { return effect([&] { In(self)->name##_(scalar(other)); }); }

#define COMPARISON(name) BINARY(name) BINARY_NUMBER(name)

#define ARITHMETIC(name) BINARY(name) BINARY_NUMBER(name) BINARY_IN_PLACE(name##_) BINARY_NUMBER_IN_PLACE(name)

BOTH(abs)
BOTH(acos)
BOTH(asin)
BOTH(atan)
BOTH(atanh)
BOTH(ceil)
BOTH(cos)
BOTH(cosh)
BOTH(digamma)
BOTH(erf)
BOTH(erfinv)
BOTH(exp)
BOTH(exp2)
BOTH(expm1)
BOTH(floor)
BOTH(frac)
BOTH(lgamma)
BOTH(log)
BOTH(log10)
BOTH(log1p)
BOTH(log2)
BOTH(neg)
BOTH(reciprocal)
BOTH(relu)
BOTH(round)
BOTH(rsqrt)
BOTH(sigmoid)
BOTH(sign)
BOTH(sin)
BOTH(sinh)
BOTH(sqrt)
BOTH(square)
BOTH(tan)
BOTH(tanh)
BOTH(trunc)
BOTH(logical_not)
UNARY(bitwise_not)
UNARY(isnan)
UNARY(isfinite)
UNARY(isinf)
UNARY_IN_PLACE(zero_)

ARITHMETIC(mul)
ARITHMETIC(div)
ARITHMETIC(pow)
BINARY(remainder)
BINARY_NUMBER(remainder)
BINARY_NUMBER_IN_PLACE(remainder)
BINARY(fmod)
BINARY_NUMBER(fmod)
BINARY(floor_divide)
BINARY_NUMBER(floor_divide)
BINARY_IN_PLACE(floor_divide_)

COMPARISON(eq)
COMPARISON(ne)
COMPARISON(gt)
COMPARISON(ge)
COMPARISON(lt)
COMPARISON(le)

BINARY(minimum)
BINARY(maximum)
BINARY(atan2)
BINARY(logical_and)
BINARY(logical_or)
BINARY(logical_xor)
BINARY(bitwise_and)
BINARY(bitwise_or)
BINARY(bitwise_xor)
BINARY(xlogy)
BINARY_IN_PLACE(logical_and_)
BINARY_IN_PLACE(logical_or_)

BOUNDARY Handle tensor_add(Handle self, Handle other, Number alpha) {
    return result([&] { return In(self)->add(In(other), scalar(alpha)); });
}

BOUNDARY Handle tensor_add_number(Handle self, Number other, Number alpha) {
    return result([&] { return In(self)->add(scalar(other), scalar(alpha)); });
}

BOUNDARY int32_t tensor_add_(Handle self, Handle other, Number alpha) {
    return effect([&] { In(self)->add_(In(other), scalar(alpha)); });
}

BOUNDARY int32_t tensor_add_number_(Handle self, Number other, Number alpha) {
    return effect([&] { In(self)->add_(scalar(other), scalar(alpha)); });
}

BOUNDARY Handle tensor_sub(Handle self, Handle other, Number alpha) {
    return result([&] { return In(self)->sub(In(other), scalar(alpha)); });
}

BOUNDARY Handle tensor_sub_number(Handle self, Number other, Number alpha) {
    return result([&] { return In(self)->sub(scalar(other), scalar(alpha)); });
}

BOUNDARY int32_t tensor_sub_(Handle self, Handle other, Number alpha) {
    return effect([&] { In(self)->sub_(In(other), scalar(alpha)); });
}

BOUNDARY int32_t tensor_sub_number_(Handle self, Number other, Number alpha) {
    return effect([&] { In(self)->sub_(scalar(other), scalar(alpha)); });
}

// number - tensor, number / tensor, number ** tensor
BOUNDARY Handle number_sub(Number left, Handle right) {
    return result([&] { return at::rsub(In(right), scalar(left)); });
}

BOUNDARY Handle number_div(Number left, Handle right) {
    return result([&] { return In(right)->reciprocal().mul(scalar(left)); });
}

BOUNDARY Handle number_pow(Number left, Handle right) {
    return result([&] { return at::pow(scalar(left), In(right)); });
}

BOUNDARY Handle tensor_div_rounded(Handle self, Handle other, const char* mode) {
    return result([&] { return In(self)->div(In(other), c10::string_view(mode)); });
}

BOUNDARY Handle tensor_clamp(Handle self, Number low, Number high) {
    return result([&] { return In(self)->clamp(maybe_scalar(low), maybe_scalar(high)); });
}

BOUNDARY int32_t tensor_clamp_(Handle self, Number low, Number high) {
    return effect([&] { In(self)->clamp_(maybe_scalar(low), maybe_scalar(high)); });
}

BOUNDARY Handle tensor_clamp_between(Handle self, Handle low, Handle high) {
    return result([&] { return In(self)->clamp(maybe(low), maybe(high)); });
}

BOUNDARY int32_t tensor_clamp_between_(Handle self, Handle low, Handle high) {
    return effect([&] { In(self)->clamp_(maybe(low), maybe(high)); });
}

BOUNDARY Handle tensor_lerp(Handle self, Handle end, Number weight) {
    return result([&] { return In(self)->lerp(In(end), scalar(weight)); });
}

BOUNDARY Handle tensor_lerp_tensor(Handle self, Handle end, Handle weight) {
    return result([&] { return In(self)->lerp(In(end), In(weight)); });
}

BOUNDARY int32_t tensor_lerp_(Handle self, Handle end, Number weight) {
    return effect([&] { In(self)->lerp_(In(end), scalar(weight)); });
}

BOUNDARY int32_t tensor_lerp_tensor_(Handle self, Handle end, Handle weight) {
    return effect([&] { In(self)->lerp_(In(end), In(weight)); });
}

BOUNDARY Handle tensor_addcmul(Handle self, Handle first, Handle second, Number value) {
    return result([&] { return In(self)->addcmul(In(first), In(second), scalar(value)); });
}

BOUNDARY int32_t tensor_addcmul_(Handle self, Handle first, Handle second, Number value) {
    return effect([&] { In(self)->addcmul_(In(first), In(second), scalar(value)); });
}

BOUNDARY Handle tensor_addcdiv(Handle self, Handle first, Handle second, Number value) {
    return result([&] { return In(self)->addcdiv(In(first), In(second), scalar(value)); });
}

BOUNDARY int32_t tensor_addcdiv_(Handle self, Handle first, Handle second, Number value) {
    return effect([&] { In(self)->addcdiv_(In(first), In(second), scalar(value)); });
}

BOUNDARY int32_t tensor_fill_(Handle self, Number value) {
    return effect([&] { In(self)->fill_(scalar(value)); });
}

BOUNDARY int32_t tensor_fill_tensor_(Handle self, Handle value) {
    return effect([&] { In(self)->fill_(In(value)); });
}

BOUNDARY Handle tensor_nan_to_num(Handle self, Number nan, Number positive, Number negative) {
    auto value = [](Number number) { return number.kind == 0 ? c10::optional<double>() : scalar(number).toDouble(); };
    return result([&] { return In(self)->nan_to_num(value(nan), value(positive), value(negative)); });
}

BOUNDARY Handle tensor_isclose(Handle self, Handle other, double rtol, double atol, bool equal_nan) {
    return result([&] { return In(self)->isclose(In(other), rtol, atol, equal_nan); });
}

BOUNDARY int32_t tensor_allclose(Handle self, Handle other, double rtol, double atol, bool equal_nan, int32_t* close) {
    return effect([&] { *close = In(self)->allclose(In(other), rtol, atol, equal_nan) ? 1 : 0; });
}

BOUNDARY int32_t tensor_same(Handle self, Handle other, int32_t* same) {
    return effect([&] { *same = In(self)->equal(In(other)) ? 1 : 0; });
}

BOUNDARY Handle where_chosen(Handle condition, Handle yes, Handle no) {
    return result([&] { return at::where(In(condition), In(yes), In(no)); });
}
