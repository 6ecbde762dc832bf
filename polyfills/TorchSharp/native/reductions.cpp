// From many elements to few: reductions, order statistics, and linear algebra.
#include "boundary.h"

#include <ATen/ops/_unique2.h>
#include <ATen/ops/einsum.h>
#include <ATen/ops/linalg_cholesky.h>
#include <ATen/ops/linalg_eigh.h>
#include <ATen/ops/linalg_det.h>
#include <ATen/ops/linalg_inv.h>
#include <ATen/ops/linalg_lstsq.h>
#include <ATen/ops/linalg_norm.h>
#include <ATen/ops/linalg_pinv.h>
#include <ATen/ops/linalg_qr.h>
#include <ATen/ops/linalg_solve.h>
#include <ATen/ops/linalg_solve_triangular.h>
#include <ATen/ops/linalg_svd.h>
#include <ATen/ops/linalg_vector_norm.h>
#include <ATen/ops/unique_dim.h>

#define WHOLE(name) \
    BOUNDARY Handle tensor_##name(Handle self) { return result([&] { return In(self)->name(); }); }

#define PRODUCT(name) \
    BOUNDARY Handle tensor_##name(Handle self, Handle other) { return result([&] { return In(self)->name(In(other)); }); }

WHOLE(max)
WHOLE(min)
WHOLE(any)
WHOLE(all)
WHOLE(median)
WHOLE(nonzero)
WHOLE(trace)

BOUNDARY Handle tensor_sum(Handle self, int32_t dtype) {
    return result([&] { return In(self)->sum(maybe_dtype(dtype)); });
}

BOUNDARY Handle tensor_sum_dims(Handle self, Integers dims, bool keepdim, int32_t dtype) {
    return result([&] { return In(self)->sum(maybe_list(dims), keepdim, maybe_dtype(dtype)); });
}

BOUNDARY Handle tensor_mean(Handle self, int32_t dtype) {
    return result([&] { return In(self)->mean(maybe_dtype(dtype)); });
}

BOUNDARY Handle tensor_mean_dims(Handle self, Integers dims, bool keepdim, int32_t dtype) {
    return result([&] { return In(self)->mean(maybe_list(dims), keepdim, maybe_dtype(dtype)); });
}

BOUNDARY Handle tensor_prod(Handle self, int32_t dtype) {
    return result([&] { return In(self)->prod(maybe_dtype(dtype)); });
}

BOUNDARY Handle tensor_prod_dim(Handle self, int64_t dim, bool keepdim, int32_t dtype) {
    return result([&] { return In(self)->prod(dim, keepdim, maybe_dtype(dtype)); });
}

BOUNDARY Handle tensor_std(Handle self, Integers dims, bool unbiased, bool keepdim) {
    return result([&] { return In(self)->std(maybe_list(dims), unbiased, keepdim); });
}

BOUNDARY Handle tensor_var(Handle self, Integers dims, bool unbiased, bool keepdim) {
    return result([&] { return In(self)->var(maybe_list(dims), unbiased, keepdim); });
}

BOUNDARY void tensor_max_dim(Handle self, int64_t dim, bool keepdim, Handle* values, Handle* indexes) {
    pair(values, indexes, [&] { return In(self)->max(dim, keepdim); });
}

BOUNDARY void tensor_min_dim(Handle self, int64_t dim, bool keepdim, Handle* values, Handle* indexes) {
    pair(values, indexes, [&] { return In(self)->min(dim, keepdim); });
}

BOUNDARY void tensor_median_dim(Handle self, int64_t dim, bool keepdim, Handle* values, Handle* indexes) {
    pair(values, indexes, [&] { return In(self)->median(dim, keepdim); });
}

BOUNDARY Handle tensor_amax(Handle self, Integers dims, bool keepdim) {
    return result([&] { return In(self)->amax(list(dims), keepdim); });
}

BOUNDARY Handle tensor_amin(Handle self, Integers dims, bool keepdim) {
    return result([&] { return In(self)->amin(list(dims), keepdim); });
}

BOUNDARY Handle tensor_argmax(Handle self) {
    return result([&] { return In(self)->argmax(); });
}

BOUNDARY Handle tensor_argmax_dim(Handle self, int64_t dim, bool keepdim) {
    return result([&] { return In(self)->argmax(dim, keepdim); });
}

BOUNDARY Handle tensor_argmin(Handle self) {
    return result([&] { return In(self)->argmin(); });
}

BOUNDARY Handle tensor_argmin_dim(Handle self, int64_t dim, bool keepdim) {
    return result([&] { return In(self)->argmin(dim, keepdim); });
}

BOUNDARY Handle tensor_any_dim(Handle self, int64_t dim, bool keepdim) {
    return result([&] { return In(self)->any(dim, keepdim); });
}

BOUNDARY Handle tensor_all_dim(Handle self, int64_t dim, bool keepdim) {
    return result([&] { return In(self)->all(dim, keepdim); });
}

BOUNDARY Handle tensor_norm(Handle self, Number power) {
    return result([&] { return In(self)->norm(scalar(power)); });
}

BOUNDARY Handle tensor_norm_dims(Handle self, Integers dims, bool keepdim, Number power) {
    return result([&] { return In(self)->norm(maybe_scalar(power), list(dims), keepdim); });
}

BOUNDARY Handle tensor_cumsum(Handle self, int64_t dim, int32_t dtype) {
    return result([&] { return In(self)->cumsum(dim, maybe_dtype(dtype)); });
}

BOUNDARY Handle tensor_cumprod(Handle self, int64_t dim, int32_t dtype) {
    return result([&] { return In(self)->cumprod(dim, maybe_dtype(dtype)); });
}

BOUNDARY Handle tensor_logcumsumexp(Handle self, int64_t dim) {
    return result([&] { return In(self)->logcumsumexp(dim); });
}

BOUNDARY Handle tensor_logsumexp(Handle self, Integers dims, bool keepdim) {
    return result([&] { return In(self)->logsumexp(list(dims), keepdim); });
}

BOUNDARY void tensor_topk(Handle self, int64_t k, int64_t dim, bool largest, bool sorted, Handle* values, Handle* indexes) {
    pair(values, indexes, [&] { return In(self)->topk(k, dim, largest, sorted); });
}

BOUNDARY void tensor_sort(Handle self, int64_t dim, bool descending, bool stable, Handle* values, Handle* indexes) {
    pair(values, indexes, [&] { return In(self)->sort(stable, dim, descending); });
}

BOUNDARY Handle tensor_argsort(Handle self, int64_t dim, bool descending) {
    return result([&] { return In(self)->argsort(dim, descending); });
}

BOUNDARY std::vector<at::Tensor>* tensor_unique(Handle self, bool sorted, bool inverse, bool counts) {
    return many([&] {
        auto [values, positions, times] = at::_unique2(In(self), sorted, inverse, counts);
        return std::vector<at::Tensor>{values, positions, times};
    });
}

BOUNDARY std::vector<at::Tensor>* tensor_unique_dim(Handle self, int64_t dim, bool sorted, bool inverse, bool counts) {
    return many([&] {
        auto [values, positions, times] = at::unique_dim(In(self), dim, sorted, inverse, counts);
        return std::vector<at::Tensor>{values, positions, times};
    });
}

BOUNDARY Handle tensor_bincount(Handle self, Handle weights, int64_t minlength) {
    return result([&] { return In(self)->bincount(maybe(weights), minlength); });
}

BOUNDARY Handle tensor_histc(Handle self, int64_t bins, double low, double high) {
    return result([&] { return In(self)->histc(bins, low, high); });
}

BOUNDARY Handle tensor_quantile(Handle self, Handle q, int64_t dim, bool whole, bool keepdim) {
    return result([&] {
        return In(self)->quantile(In(q), whole ? c10::optional<int64_t>() : c10::optional<int64_t>(dim), keepdim);
    });
}

PRODUCT(matmul)
PRODUCT(mm)
PRODUCT(bmm)
PRODUCT(mv)
PRODUCT(dot)
PRODUCT(outer)

BOUNDARY Handle tensor_addmm(Handle self, Handle left, Handle right, Number beta, Number alpha) {
    return result([&] { return In(self)->addmm(In(left), In(right), scalar(beta), scalar(alpha)); });
}

BOUNDARY int32_t tensor_addmm_(Handle self, Handle left, Handle right, Number beta, Number alpha) {
    return effect([&] { In(self)->addmm_(In(left), In(right), scalar(beta), scalar(alpha)); });
}

BOUNDARY Handle tensor_baddbmm(Handle self, Handle left, Handle right, Number beta, Number alpha) {
    return result([&] { return In(self)->baddbmm(In(left), In(right), scalar(beta), scalar(alpha)); });
}

BOUNDARY Handle tensor_einsum(const char* equation, Handles tensors) {
    return result([&] { return at::einsum(equation, share_all(tensors)); });
}

BOUNDARY Handle tensor_tril(Handle self, int64_t diagonal) {
    return result([&] { return In(self)->tril(diagonal); });
}

BOUNDARY Handle tensor_triu(Handle self, int64_t diagonal) {
    return result([&] { return In(self)->triu(diagonal); });
}

BOUNDARY Handle linalg_cholesky(Handle self) {
    return result([&] { return at::linalg_cholesky(In(self)); });
}

BOUNDARY Handle linalg_det(Handle self) {
    return result([&] { return at::linalg_det(In(self)); });
}

BOUNDARY Handle linalg_inv(Handle self) {
    return result([&] { return at::linalg_inv(In(self)); });
}

BOUNDARY Handle linalg_pinv(Handle self, double rcond, bool hermitian) {
    return result([&] { return at::linalg_pinv(In(self), rcond, hermitian); });
}

BOUNDARY Handle linalg_solve(Handle left, Handle right, bool from_left) {
    return result([&] { return at::linalg_solve(In(left), In(right), from_left); });
}

BOUNDARY Handle linalg_solve_triangular(Handle left, Handle right, bool upper, bool from_left, bool unitriangular) {
    return result([&] { return at::linalg_solve_triangular(In(left), In(right), upper, from_left, unitriangular); });
}

BOUNDARY void linalg_eigh(Handle self, bool upper, Handle* values, Handle* vectors) {
    pair(values, vectors, [&] { return at::linalg_eigh(In(self), upper ? "U" : "L"); });
}

BOUNDARY void linalg_qr(Handle self, const char* mode, Handle* q, Handle* r) {
    pair(q, r, [&] { return at::linalg_qr(In(self), mode); });
}

BOUNDARY std::vector<at::Tensor>* linalg_svd(Handle self, bool full_matrices) {
    return many([&] {
        auto [u, s, vh] = at::linalg_svd(In(self), full_matrices);
        return std::vector<at::Tensor>{u, s, vh};
    });
}

BOUNDARY std::vector<at::Tensor>* linalg_lstsq(Handle left, Handle right) {
    return many([&] {
        auto [solution, residuals, rank, singular_values] = at::linalg_lstsq(In(left), In(right));
        return std::vector<at::Tensor>{solution, residuals, rank, singular_values};
    });
}

BOUNDARY Handle linalg_norm(Handle self, Number power, Integers dims, bool keepdim) {
    return result([&] { return at::linalg_norm(In(self), maybe_scalar(power), maybe_list(dims), keepdim); });
}

BOUNDARY Handle linalg_vector_norm(Handle self, Number power, Integers dims, bool keepdim) {
    return result([&] { return at::linalg_vector_norm(In(self), scalar(power), maybe_list(dims), keepdim); });
}
