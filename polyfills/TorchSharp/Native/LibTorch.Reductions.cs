using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Native;

// Reductions, order statistics and linear algebra. Mirrors native/reductions.cpp.
internal static partial class LibTorch
{
    [LibraryImport(Library)]
    internal static partial Tensor tensor_max(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_min(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_any(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_all(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_median(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_nonzero(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_trace(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_sum(Tensor self, int dtype);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_sum_dims(Tensor self, Dims dims, Flag keepdim, int dtype);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_mean(Tensor self, int dtype);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_mean_dims(Tensor self, Dims dims, Flag keepdim, int dtype);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_prod(Tensor self, int dtype);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_prod_dim(Tensor self, long dim, Flag keepdim, int dtype);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_std(Tensor self, Dims dims, Flag unbiased, Flag keepdim);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_var(Tensor self, Dims dims, Flag unbiased, Flag keepdim);

    [LibraryImport(Library)]
    internal static partial void tensor_max_dim(Tensor self, long dim, Flag keepdim, out Tensor values, out Tensor indexes);

    [LibraryImport(Library)]
    internal static partial void tensor_min_dim(Tensor self, long dim, Flag keepdim, out Tensor values, out Tensor indexes);

    [LibraryImport(Library)]
    internal static partial void tensor_median_dim(Tensor self, long dim, Flag keepdim, out Tensor values, out Tensor indexes);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_amax(Tensor self, Dims dims, Flag keepdim);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_amin(Tensor self, Dims dims, Flag keepdim);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_argmax(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_argmax_dim(Tensor self, long dim, Flag keepdim);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_argmin(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_argmin_dim(Tensor self, long dim, Flag keepdim);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_any_dim(Tensor self, long dim, Flag keepdim);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_all_dim(Tensor self, long dim, Flag keepdim);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_norm(Tensor self, Scalar power);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_norm_dims(Tensor self, Dims dims, Flag keepdim, Scalar? power);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_cumsum(Tensor self, long dim, int dtype);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_cumprod(Tensor self, long dim, int dtype);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_logcumsumexp(Tensor self, long dim);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_logsumexp(Tensor self, Dims dims, Flag keepdim);

    [LibraryImport(Library)]
    internal static partial void tensor_topk(Tensor self, long k, long dim, Flag largest, Flag sorted, out Tensor values,
        out Tensor indexes);

    [LibraryImport(Library)]
    internal static partial void tensor_sort(Tensor self, long dim, Flag descending, Flag stable, out Tensor values, out Tensor indexes);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_argsort(Tensor self, long dim, Flag descending);

    [LibraryImport(Library)]
    internal static partial Many tensor_unique(Tensor self, Flag sorted, Flag inverse, Flag counts);

    [LibraryImport(Library)]
    internal static partial Many tensor_unique_dim(Tensor self, long dim, Flag sorted, Flag inverse, Flag counts);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_bincount(Tensor self, Tensor? weights, long minlength);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_histc(Tensor self, long bins, double low, double high);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_quantile(Tensor self, Tensor q, long dim, Flag whole, Flag keepdim);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_matmul(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_mm(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_bmm(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_mv(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_dot(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_outer(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_addmm(Tensor self, Tensor left, Tensor right, Scalar beta, Scalar alpha);

    [LibraryImport(Library)]
    internal static partial Done tensor_addmm_(Tensor self, Tensor left, Tensor right, Scalar beta, Scalar alpha);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_baddbmm(Tensor self, Tensor left, Tensor right, Scalar beta, Scalar alpha);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial Tensor tensor_einsum(string equation, TensorList tensors);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_tril(Tensor self, long diagonal);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_triu(Tensor self, long diagonal);

    [LibraryImport(Library)]
    internal static partial Tensor linalg_cholesky(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor linalg_det(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor linalg_inv(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor linalg_pinv(Tensor self, double rcond, Flag hermitian);

    [LibraryImport(Library)]
    internal static partial Tensor linalg_solve(Tensor left, Tensor right, Flag fromLeft);

    [LibraryImport(Library)]
    internal static partial Tensor linalg_solve_triangular(Tensor left, Tensor right, Flag upper, Flag fromLeft, Flag unitriangular);

    [LibraryImport(Library)]
    internal static partial void linalg_eigh(Tensor self, Flag upper, out Tensor values, out Tensor vectors);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void linalg_qr(Tensor self, string mode, out Tensor q, out Tensor r);

    [LibraryImport(Library)]
    internal static partial Many linalg_svd(Tensor self, Flag fullMatrices);

    [LibraryImport(Library)]
    internal static partial Many linalg_lstsq(Tensor left, Tensor right);

    [LibraryImport(Library)]
    internal static partial Tensor linalg_norm(Tensor self, Scalar? power, Dims dims, Flag keepdim);

    [LibraryImport(Library)]
    internal static partial Tensor linalg_vector_norm(Tensor self, Scalar power, Dims dims, Flag keepdim);
}
