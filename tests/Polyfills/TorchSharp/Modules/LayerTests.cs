using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ReAgent.Polyfills.TorchSharp.Tests.Modules;

public sealed class LayerTests
{
    public static TheoryData<string, float, float> Activations => new()
    {
        { "ReLU", -1, 0 },
        { "LeakyReLU", -1, -0.01f },
        { "ELU", -1, -0.6321206f },
        { "GELU", 1, 0.8413447f },
        { "SiLU", 1, 0.7310586f },
        { "Mish", 1, 0.8650984f },
        { "Tanh", 1, 0.7615942f },
        { "Sigmoid", 1, 0.7310586f },
        { "Softplus", 1, 1.3132617f },
        { "Hardtanh", 3, 1 },
        { "ReLU6", 7, 6 },
        { "LogSigmoid", 1, -0.3132617f },
    };

    [Theory]
    [MemberData(nameof(Activations))]
    public void Activations_have_their_values(string name, float argument, float expected)
    {
        using nn.Module<Tensor, Tensor> module = name switch
        {
            "ReLU" => nn.ReLU(),
            "LeakyReLU" => nn.LeakyReLU(),
            "ELU" => nn.ELU(),
            "GELU" => nn.GELU(),
            "SiLU" => nn.SiLU(),
            "Mish" => nn.Mish(),
            "Tanh" => nn.Tanh(),
            "Sigmoid" => nn.Sigmoid(),
            "Softplus" => nn.Softplus(),
            "Hardtanh" => nn.Hardtanh(),
            "ReLU6" => nn.ReLU6(),
            _ => nn.LogSigmoid(),
        };
        using Tensor input = tensor(new[] { argument });

        Assert.Equal(expected, module.call(input).item<float>(), 1e-6f);
    }

    [Fact]
    public void Activations_in_place_return_their_input()
    {
        using Tensor input = tensor(new[] { -1f, 1 });

        Assert.Same(input, nn.ReLU(inplace: true).call(input));
        Assert.Same(input, F.leaky_relu(input, inplace: true));
        Assert.Same(input, F.dropout(input, 0.5, training: false, inplace: true));
        Assert.Equal([0f, 1], input.data<float>().ToArray());
    }

    [Fact]
    public void A_linear_layer_starts_within_its_bounds()
    {
        manual_seed(1);
        using Linear layer = nn.Linear(100, 50);

        Assert.Equal([50, 100], layer.weight.shape);
        Assert.Equal((100, 50), (layer.in_features, layer.out_features));
        Assert.InRange(layer.weight.abs().max().item<float>(), 0.09f, 0.1f);
        Assert.InRange(layer.bias!.abs().max().item<float>(), 0.05f, 0.1f);
        Assert.Null(nn.Linear(2, 3, hasBias: false).bias);
    }

    [Fact]
    public void Normalized_layers_have_mean_zero_and_variance_one()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor input = (randn(16, 6) * 5) + 3;

        Tensor byRow = nn.LayerNorm(6).call(input);
        Tensor byColumn = nn.BatchNorm1d(6).call(input);

        Assert.True(byRow.mean([1]).abs().max().item<float>() < 1e-5f);
        Assert.True((byRow.var(1, unbiased: false) - 1).abs().max().item<float>() < 1e-3f);
        Assert.True(byColumn.mean([0]).abs().max().item<float>() < 1e-5f);
        Assert.Empty(nn.LayerNorm(6, elementwise_affine: false).parameters());
        Assert.Null(nn.LayerNorm(6, bias: false).bias);
        Assert.Throws<ArgumentException>(() => nn.BatchNorm1d(6).call(zeros(6)));
    }

    [Fact]
    public void A_batch_norm_without_momentum_averages_all_batches()
    {
        using DisposeScope scope = NewDisposeScope();
        BatchNorm1d norm = nn.BatchNorm1d(1, momentum: null);

        norm.call(tensor(new[,] { { 1f }, { 3 } }));
        norm.call(tensor(new[,] { { 5f }, { 7 } }));

        Assert.Equal(4f, norm.running_mean!.item<float>());
        Assert.Equal(2, norm.num_batches_tracked!.item<long>());
    }

    [Fact]
    public void Embeddings_look_up_rows_and_leave_the_padding_at_zero()
    {
        using DisposeScope scope = NewDisposeScope();
        Embedding table = nn.Embedding(5, 3, padding_idx: 1);
        Tensor places = tensor(new[,] { { 1L, 4 } });

        Tensor rows = table.call(places);
        rows.sum().backward();

        Assert.Equal([1, 2, 3], rows.shape);
        Assert.Equal(0f, rows[0, 0].abs().sum().item<float>());
        Assert.True(rows[0, 1].Equals(table.weight[4]));
        Assert.Equal([0f, 0, 0, 0, 3], table.weight.grad!.sum(1).data<float>().ToArray());
        Embedding fixedTable = nn.Embedding_from_pretrained(eye(3));
        Assert.False(fixedTable.weight.requires_grad);
        Embedding bounded = nn.Embedding(5, 3, max_norm: 0.1);
        Assert.True(bounded.call(places).norm(2, false, 2f).max().item<float>() <= 0.1001f);
    }

    [Fact]
    public void Bags_of_embeddings_reduce_each_bag()
    {
        using DisposeScope scope = NewDisposeScope();
        EmbeddingBag bag = nn.EmbeddingBag(4, 2, mode: EmbeddingBagMode.Sum);
        bag.load_state_dict(new() { ["weight"] = tensor(new[,] { { 1f, 2 }, { 3, 4 }, { 5, 6 }, { 7, 8 } }) });

        Tensor byRow = bag.call(tensor(new[,] { { 0L, 1 }, { 2, 3 } }));
        Tensor byOffset = bag.call(tensor(new[] { 0L, 1, 2 }), tensor(new[] { 0L, 1 }));

        Assert.Equal([4f, 6, 12, 14], byRow.data<float>().ToArray());
        Assert.Equal([1f, 2, 8, 10], byOffset.data<float>().ToArray());
        Assert.Throws<ArgumentException>(() => bag.call(tensor(new[] { 0L })));
    }

    [Fact]
    public void Dropout_scales_what_it_leaves()
    {
        manual_seed(3);
        using Tensor input = ones(10_000);
        using Tensor thinned = nn.Dropout(0.25).call(input);

        Assert.Equal([0f, 4f / 3], thinned.unique().output.data<float>().ToArray());
        Assert.InRange(thinned.mean().item<float>(), 0.97f, 1.03f);
    }

    [Fact]
    public void Shapes_and_distances()
    {
        using DisposeScope scope = NewDisposeScope();

        Assert.Equal([2, 12], nn.Flatten().call(zeros(2, 3, 4)).shape);
        Assert.Equal([1f, 1], nn.Softmax(1).call(randn(2, 3)).sum(1).data<float>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal([0L, 1, 0], F.one_hot(tensor(1L), 3).data<long>().ToArray());
        Assert.Equal([0.6f, 0.8f], F.normalize(tensor(new[,] { { 3f, 4 } })).data<float>().ToArray());
        Assert.Equal([0f, 1, 2, 0], F.pad(tensor(new[] { 1f, 2 }), [1, 1]).data<float>().ToArray());
        Assert.Equal(1f, F.cosine_similarity(ones(1, 2), ones(1, 2)).item<float>(), 1e-6f);
        Tensor same = ones(2);
        Assert.True(nn.Identity().call(same).Equals(same));
    }
}
