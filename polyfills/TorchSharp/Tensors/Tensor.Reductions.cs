using System;
using System.Collections.Generic;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor sum(ScalarType? type = null) => LibTorch.tensor_sum(this, Code(type));

        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) =>
            LibTorch.tensor_sum_dims(this, dim, keepdim, Code(type));

        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => sum((ReadOnlySpan<long>)dim, keepdim, type);

        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => sum([dim], keepdim, type);

        public Tensor mean() => LibTorch.tensor_mean(this, -1);

        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) =>
            LibTorch.tensor_mean_dims(this, dimensions, keepdim, Code(type));

        public Tensor prod(ScalarType? type = null) => LibTorch.tensor_prod(this, Code(type));

        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) =>
            LibTorch.tensor_prod_dim(this, dim, keepdim, Code(type));

        public Tensor std(bool unbiased = true) => LibTorch.tensor_std(this, Dims.None, unbiased, false);

        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std([dim], unbiased, keepdim, type);

        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            As(LibTorch.tensor_std(this, dimensions, unbiased, keepdim), type);

        public Tensor var(bool unbiased = true) => LibTorch.tensor_var(this, Dims.None, unbiased, false);

        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var([dim], unbiased, keepdim, type);

        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            As(LibTorch.tensor_var(this, dimensions, unbiased, keepdim), type);

        public Tensor max() => LibTorch.tensor_max(this);

        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false)
        {
            LibTorch.tensor_max_dim(this, dim, keepdim, out Tensor values, out Tensor indexes);
            return (values, indexes);
        }

        public Tensor min() => LibTorch.tensor_min(this);

        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false)
        {
            LibTorch.tensor_min_dim(this, dim, keepdim, out Tensor values, out Tensor indexes);
            return (values, indexes);
        }

        public Tensor amax(long[] dims, bool keepdim = false) => LibTorch.tensor_amax(this, dims, keepdim);

        public Tensor amin(long[] dims, bool keepdim = false) => LibTorch.tensor_amin(this, dims, keepdim);

        public Tensor argmax() => LibTorch.tensor_argmax(this);

        public Tensor argmax(long dim, bool keepdim = false) => LibTorch.tensor_argmax_dim(this, dim, keepdim);

        public Tensor argmin() => LibTorch.tensor_argmin(this);

        public Tensor argmin(long dim, bool keepdim = false) => LibTorch.tensor_argmin_dim(this, dim, keepdim);

        public Tensor any() => LibTorch.tensor_any(this);

        public Tensor any(long dim, bool keepdim = false) => LibTorch.tensor_any_dim(this, dim, keepdim);

        public Tensor all() => LibTorch.tensor_all(this);

        public Tensor all(long dim, bool keepdim = false) => LibTorch.tensor_all_dim(this, dim, keepdim);

        public Tensor norm(float p = 2.0f) => LibTorch.tensor_norm(this, p);

        public Tensor norm(int dim, bool keepdim = false, float p = 2.0f) =>
            LibTorch.tensor_norm_dims(this, (ReadOnlySpan<long>)[dim], keepdim, p);

        public Tensor cumsum(long dim, ScalarType? type = null) => LibTorch.tensor_cumsum(this, dim, Code(type));

        public Tensor cumprod(long dim, ScalarType? type = null) => LibTorch.tensor_cumprod(this, dim, Code(type));

        public Tensor logcumsumexp(long dim) => LibTorch.tensor_logcumsumexp(this, dim);

        public Tensor logsumexp(long dim, bool keepdim = false) => LibTorch.tensor_logsumexp(this, (ReadOnlySpan<long>)[dim], keepdim);

        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true)
        {
            LibTorch.tensor_topk(this, k, dim, largest, sorted, out Tensor values, out Tensor indexes);
            return (values, indexes);
        }

        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false)
        {
            LibTorch.tensor_sort(this, dim, descending, stable, out Tensor values, out Tensor indexes);
            return (values, indexes);
        }

        public Tensor argsort(long dim = -1, bool descending = false) => LibTorch.tensor_argsort(this, dim, descending);

        public (Tensor output, Tensor? inverse_indices, Tensor? counts) unique(
            bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null)
        {
            Tensor[] parts = (dim is { } along
                ? LibTorch.tensor_unique_dim(this, along, sorted, return_inverse, return_counts)
                : LibTorch.tensor_unique(this, sorted, return_inverse, return_counts)).Items;
            return (parts[0], Wanted(parts[1], return_inverse), Wanted(parts[2], return_counts));

            static Tensor? Wanted(Tensor part, bool wanted)
            {
                if (wanted)
                {
                    return part;
                }
                part.Dispose();
                return null;
            }
        }

        public Tensor bincount(Tensor? weights = null, long minlength = 0) => LibTorch.tensor_bincount(this, weights, minlength);

        public Tensor histc(long bins = 100, long min = 0, long max = 0) => LibTorch.tensor_histc(this, bins, min, max);

        /// <param name="q">Probabilities in [0, 1], of this tensor's element type.</param>
        /// <param name="dim">The dimension to reduce; -1 takes all elements together.</param>
        /// <param name="keepdim">Whether the reduced dimension stays with extent 1.</param>
        public Tensor quantile(Tensor q, long dim = -1, bool keepdim = false) => LibTorch.tensor_quantile(this, q, dim, dim == -1, keepdim);

        public Tensor median() => LibTorch.tensor_median(this);

        public (Tensor values, Tensor indexes) median(long dim, bool keepdim = false)
        {
            LibTorch.tensor_median_dim(this, dim, keepdim, out Tensor values, out Tensor indexes);
            return (values, indexes);
        }

        public Tensor nonzero() => LibTorch.tensor_nonzero(this);

        public IList<Tensor> nonzero_as_list() => nonzero().t().unbind();

        public Tensor trace() => LibTorch.tensor_trace(this);

        private static Tensor As(Tensor made, ScalarType? type) => type is { } wanted ? made.to_type(wanted) : made;
    }
}
