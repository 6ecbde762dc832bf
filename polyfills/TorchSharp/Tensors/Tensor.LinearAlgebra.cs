using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor matmul(Tensor target) => LibTorch.tensor_matmul(this, target);

        public Tensor mm(Tensor target) => LibTorch.tensor_mm(this, target);

        public Tensor bmm(Tensor batch2) => LibTorch.tensor_bmm(this, batch2);

        public Tensor mv(Tensor target) => LibTorch.tensor_mv(this, target);

        public Tensor dot(Tensor target) => LibTorch.tensor_dot(this, target);

        public Tensor outer(Tensor vec2) => LibTorch.tensor_outer(this, vec2);

        /// <summary>beta * this + alpha * mat1 @ mat2</summary>
        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) =>
            LibTorch.tensor_addmm(this, mat1, mat2, beta, alpha);

        public Tensor addmm_(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1)
        {
            LibTorch.tensor_addmm_(this, mat1, mat2, beta, alpha);
            return this;
        }

        public Tensor baddbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) =>
            LibTorch.tensor_baddbmm(this, batch1, batch2, beta, alpha);

        public Tensor tril(long diagonal = 0) => LibTorch.tensor_tril(this, diagonal);

        public Tensor triu(long diagonal = 0) => LibTorch.tensor_triu(this, diagonal);

        public Tensor diag(long diagonal = 0) => LibTorch.tensor_diag(this, diagonal);

        public Tensor diagonal(long offset = 0, long dim1 = 0, long dim2 = 1) => LibTorch.tensor_diagonal(this, offset, dim1, dim2);

        public Tensor cholesky() => linalg.cholesky(this);

        public Tensor inverse() => linalg.inv(this);

        public Tensor pinverse(double rcond = 1e-15, bool hermitian = false) => linalg.pinv(this, rcond, hermitian);

        public Tensor det() => linalg.det(this);
    }
}
