using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class linalg
    {
        public static Tensor cholesky(Tensor input) => LibTorch.linalg_cholesky(input);

        public static Tensor det(Tensor input) => LibTorch.linalg_det(input);

        public static Tensor inv(Tensor input) => LibTorch.linalg_inv(input);

        public static Tensor pinv(Tensor input, double rcond = 1e-15, bool hermitian = false) =>
            LibTorch.linalg_pinv(input, rcond, hermitian);

        /// <summary>X with A X = B (or X A = B when not <paramref name="left"/>).</summary>
        public static Tensor solve(Tensor A, Tensor B, bool left = true) => LibTorch.linalg_solve(A, B, left);

        public static Tensor solve_triangular(Tensor A, Tensor B, bool upper, bool left = true, bool unitriangular = false) =>
            LibTorch.linalg_solve_triangular(A, B, upper, left, unitriangular);

        /// <summary>The eigenvalues of a symmetric matrix in ascending order, and its eigenvectors as columns.</summary>
        public static (Tensor, Tensor) eigh(Tensor input, char UPLO = 'L')
        {
            LibTorch.linalg_eigh(input, UPLO == 'U', out Tensor values, out Tensor vectors);
            return (values, vectors);
        }

        public static (Tensor Q, Tensor R) qr(Tensor input)
        {
            LibTorch.linalg_qr(input, "reduced", out Tensor q, out Tensor r);
            return (q, r);
        }

        public static (Tensor U, Tensor S, Tensor Vh) svd(Tensor input, bool full_matrices = true)
        {
            Tensor[] parts = LibTorch.linalg_svd(input, full_matrices).Items;
            return (parts[0], parts[1], parts[2]);
        }

        public static (Tensor Solution, Tensor Residuals, Tensor Rank, Tensor SingularValues) lstsq(Tensor input, Tensor other)
        {
            Tensor[] parts = LibTorch.linalg_lstsq(input, other).Items;
            return (parts[0], parts[1], parts[2], parts[3]);
        }

        /// <summary>The vector 2-norm of all elements, or of those along <paramref name="dims"/>.</summary>
        public static Tensor norm(Tensor input, long[]? dims = null, bool keepdim = false) =>
            LibTorch.linalg_norm(input, null, Dims.Of(dims), keepdim);

        public static Tensor norm(Tensor input, double ord, long[]? dims = null, bool keepdim = false) =>
            LibTorch.linalg_norm(input, ord, Dims.Of(dims), keepdim);

        public static Tensor vector_norm(Tensor input, double ord = 2, long[]? dims = null, bool keepdim = false) =>
            LibTorch.linalg_vector_norm(input, ord, Dims.Of(dims), keepdim);
    }
}
