using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Polyfills.TorchSharp.Tests.Tensors;

public sealed class LinearAlgebraTests
{
    private static Tensor Positive => tensor(new[,] { { 4.0, 2 }, { 2, 3 } });

    [Fact]
    public void Products_of_matrices_and_vectors()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor left = tensor(new[,] { { 1f, 2 }, { 3, 4 } });
        Tensor right = tensor(new[,] { { 5f, 6 }, { 7, 8 } });
        Tensor vector = tensor(new[] { 1f, -1 });
        float[] product = [19, 22, 43, 50];

        Assert.Equal(product, Values(left.mm(right)));
        Assert.Equal(product, Values(matmul(left, right)));
        Assert.Equal(product, Values(left.unsqueeze(0).bmm(right.unsqueeze(0))));
        Assert.Equal(product, Values(einsum("ij,jk->ik", left, right)));
        Assert.Equal([-1f, -1], Values(left.mv(vector)));
        Assert.Equal(2f, vector.dot(vector).item<float>());
        Assert.Equal([1f, -1, -1, 1], Values(vector.outer(vector)));
        Assert.Equal([20f, 24, 46, 54], Values(left.addmm(left, right)));
        Assert.Equal([1f, 0, 3, 4], Values(left.tril()));
        Assert.Equal([0f, 2, 0, 0], Values(left.triu(1)));
    }

    [Fact]
    public void Decompositions_multiply_back_to_the_matrix()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor matrix = Positive;
        Tensor factor = linalg.cholesky(matrix);
        (Tensor values, Tensor vectors) = linalg.eigh(matrix);
        (Tensor q, Tensor r) = linalg.qr(matrix);
        (Tensor u, Tensor s, Tensor vh) = linalg.svd(matrix);

        Assert.True(factor.mm(factor.t()).allclose(matrix));
        Assert.True(vectors.mm(values.diag()).mm(vectors.t()).allclose(matrix));
        Assert.True(q.mm(r).allclose(matrix));
        Assert.True(u.mm(s.diag()).mm(vh).allclose(matrix));
    }

    [Fact]
    public void Inverses_and_solutions_agree()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor matrix = Positive;
        Tensor right = tensor(new[,] { { 1.0 }, { 2 } });

        Assert.True(linalg.inv(matrix).mm(matrix).allclose(eye(2, dtype: float64)));
        Assert.True(linalg.pinv(matrix).allclose(linalg.inv(matrix)));
        Assert.True(matrix.mm(linalg.solve(matrix, right)).allclose(right));
        Assert.True(linalg.lstsq(matrix, right).Solution.allclose(linalg.solve(matrix, right)));
        Assert.Equal(8.0, linalg.det(matrix).item<double>(), 1e-12);
        Assert.Equal(Math.Sqrt(33), linalg.norm(matrix).item<double>(), 1e-12);
        Assert.Equal(6.0, linalg.vector_norm(matrix, 1, [1])[0].item<double>(), 1e-12);
    }

    private static float[] Values(Tensor tensor) => tensor.data<float>().ToArray();
}
