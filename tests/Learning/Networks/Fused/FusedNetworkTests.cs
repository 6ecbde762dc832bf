using ReAgent.Contracts.Randomness;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Networks.Fused;
using ReAgent.Learning.Optimizers;
using ReAgent.Learning.Tests.Golden;
using ReAgent.Learning.Trainers;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Learning.Tests.Networks.Fused;

/// <summary>Networks that the library's own kernels compute, against the tensor library and against themselves.</summary>
public sealed class FusedNetworkTests
{
    private static readonly Activation[] Activations =
        [Activation.Linear, Activation.Relu, Activation.LeakyRelu, Activation.Tanh, Activation.Sigmoid];

    public static TheoryData<Activation, int, string> Cases
    {
        get
        {
            var cases = new TheoryData<Activation, int, string>();
            foreach (var activation in Activations)
            {
                foreach (var rows in new[] { 1, 2, 5, 47, 48, 103 })
                {
                    cases.Add(activation, rows, "3 1");
                    cases.Add(activation, rows, "4 128 64 2");
                    cases.Add(activation, rows, "9 17 33 3");
                    cases.Add(activation, rows, "131 200 65 70");
                }

                cases.Add(activation, 700, "270 64 300 20");
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Outputs_and_gradients_are_those_of_the_tensor_library(Activation activation, int rows, string layers)
    {
        using var scope = NewDisposeScope();
        var architecture = Architecture(layers, activation);
        using var fused = new Learner(Filled(architecture, fused: true), new SgdOptions { Lr = 0 });
        using var plain = new Learner(Filled(architecture, fused: false), new SgdOptions { Lr = 0 });
        var input = Numbers("input", rows, architecture.Inputs);
        var weights = Numbers("weights", rows, architecture.Outputs);
        Compare("evaluation", plain.Network.Evaluate(input), fused.Network.Evaluate(input));
        var (expected, actual) = (plain.Network.Forward(input), fused.Network.Forward(input));
        Compare("output", expected, actual);
        plain.Descend((expected * weights).sum());
        fused.Descend((actual * weights).sum());
        Compare("gradient", plain.Network.Parameters.Gradient!, fused.Network.Parameters.Gradient!);
    }

    [Fact]
    public void Inputs_of_zeros_and_ones_take_the_same_way()
    {
        using var scope = NewDisposeScope();
        var architecture = Architecture("200 128 64 7", Activation.Relu);
        using var fused = new Learner(Filled(architecture, fused: true), new SgdOptions { Lr = 0 });
        using var plain = new Learner(Filled(architecture, fused: false), new SgdOptions { Lr = 0 });
        var input = nn.functional.one_hot(arange(120), 200).to_type(ScalarType.Float32);
        var (expected, actual) = (plain.Network.Forward(input), fused.Network.Forward(input));
        Compare("output", expected, actual);
        plain.Descend(expected.pow(2).sum());
        fused.Descend(actual.pow(2).sum());
        Compare("gradient", plain.Network.Parameters.Gradient!, fused.Network.Parameters.Gradient!);
    }

    [Fact]
    public void A_row_is_computed_to_the_same_bytes_in_any_batch()
    {
        using var scope = NewDisposeScope();
        using var network = Filled(Architecture("40 128 90 5", Activation.Relu), fused: true);
        var input = Numbers("input", 200, 40);
        using var _ = no_grad();
        var all = Bytes(network.Forward(input));
        foreach (var (first, count) in new[] { (0, 1), (3, 5), (90, 20), (97, 49), (199, 1) })
        {
            Assert.Equal(all[(first * 5)..((first + count) * 5)], Bytes(network.Forward(input.narrow(0, first, count))));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    [InlineData(1000)]
    public void The_number_of_threads_changes_no_byte(int rows)
    {
        using var scope = NewDisposeScope();
        var architecture = Architecture("20 128 100 5", Activation.Relu);
        using var network = Filled(architecture, fused: true);
        var plan = FusedNetwork.For(architecture, CPU)!;
        var (input, weights) = (Numbers("input", rows, 20), Numbers("weights", rows, 5));
        (float[] Output, float[] Gradient) Run(int threads)
        {
            var gradient = zeros(network.Parameters.Count);
            var pass = plan.Rent(rows);
            pass.Forward(input, network.Parameters.Values, threads);
            pass.Backward(weights, gradient, threads);
            var results = (Bytes(pass.Output), Bytes(gradient));
            pass.Return();
            return results;
        }

        var expected = Run(threads: 1);
        for (var repetition = 0; repetition < 20; repetition++)
        {
            foreach (var threads in new[] { 2, 3 })
            {
                var actual = Run(threads);
                Assert.Equal(expected.Output, actual.Output);
                Assert.Equal(expected.Gradient, actual.Gradient);
            }
        }
    }

    [Fact]
    public void Every_output_that_a_loss_is_made_of_counts()
    {
        using var scope = NewDisposeScope();
        var architecture = Architecture("3 16 2", Activation.Tanh);
        using var fused = new Learner(Filled(architecture, fused: true), new SgdOptions { Lr = 0 });
        using var plain = new Learner(Filled(architecture, fused: false), new SgdOptions { Lr = 0 });
        Tensor Loss(Network network)
        {
            // Two outputs that count, one that does not, and one whose input takes part in the derivative.
            network.Forward(Numbers("ignored", 30, 3));
            var followed = Numbers("followed", 4, 3).requires_grad_();
            var product = network.Forward(Numbers("first", 20, 3)).mean() * network.Forward(Numbers("second", 7, 3)).mean();
            return product + network.Forward(followed * 2).pow(2).sum();
        }

        plain.Descend(Loss(plain.Network));
        fused.Descend(Loss(fused.Network));
        Compare("gradient", plain.Network.Parameters.Gradient!, fused.Network.Parameters.Gradient!);
    }

    [Fact]
    public void Outputs_that_ended_before_any_loss_are_forgotten()
    {
        using var outer = NewDisposeScope();
        using var learner = new Learner(Filled(Architecture("3 16 2", Activation.Relu), fused: true), new SgdOptions { Lr = 0 });
        var input = Numbers("input", 10, 3);
        learner.Descend(learner.Network.Forward(input).sum());
        var expected = Bytes(learner.Network.Parameters.Gradient!);
        for (var step = 0; step < 5; step++)
        {
            using var inner = NewDisposeScope();
            learner.Network.Forward(Numbers("other", 10, 3));
        }

        learner.Descend(learner.Network.Forward(input).sum());
        Assert.Equal(expected, Bytes(learner.Network.Parameters.Gradient!));
    }

    [Fact]
    public void Gradients_reach_inputs_as_before()
    {
        using var scope = NewDisposeScope();
        using var learner = new Learner(Filled(Architecture("3 16 2", Activation.Tanh), fused: true), new SgdOptions { Lr = 0 });
        using var plain = Filled(Architecture("3 16 2", Activation.Tanh), fused: false);
        var (followed, expected) = (Numbers("input", 20, 3).requires_grad_(), Numbers("input", 20, 3).requires_grad_());
        learner.Network.Forward(followed).sum().backward();
        plain.Forward(expected).sum().backward();
        Compare("gradient of the input", expected.grad!, followed.grad!);
    }

    [Theory]
    [InlineData(Activation.Relu, 1, "3 1")]
    [InlineData(Activation.Relu, 256, "23 256 256 1")]
    [InlineData(Activation.Tanh, 103, "9 17 33 1")]
    [InlineData(Activation.LeakyRelu, 47, "131 200 65 1")]
    public void A_fixed_network_has_the_value_of_any_and_hands_the_gradient_on_to_its_input(Activation activation, int rows, string layers)
    {
        using var scope = NewDisposeScope();
        var architecture = Architecture(layers, activation);
        using var learner = new Learner(Filled(architecture, fused: true), new SgdOptions { Lr = 0 });
        using var plain = Filled(architecture, fused: false);
        var (followed, expected) = (Numbers("input", rows, architecture.Inputs), Numbers("input", rows, architecture.Inputs));
        var (first, second) = (followed.requires_grad_(), expected.requires_grad_());
        var weights = Numbers("weights", rows, 1);
        var output = learner.Network.ForwardFixed(first.tanh());
        using (no_grad())
        {
            Assert.Equal(Bytes(learner.Network.Forward(first.tanh())), Bytes(output));
        }

        (output * weights).sum().backward();
        (plain.Forward(second.tanh()) * weights).sum().backward();
        Compare("gradient of the input", expected.grad!, followed.grad!);
        Assert.All(Bytes(learner.Network.Parameters.Gradient!), value => Assert.Equal(0, value));
    }

    [Fact]
    public void A_trunk_is_fused_under_whatever_finishes_its_output()
    {
        using var scope = NewDisposeScope();
        Activation[] activations = [Activation.Relu, Activation.Tanh];
        NetworkArchitecture[] architectures =
        [
            new GaussianActorArchitecture { Layers = [5, 40, 24, 6], Activations = [.. activations] },
            new DuelingArchitecture { InputWidth = 5, Shared = [40, 24], Activations = [.. activations], Actions = 3 },
            new DuelingArchitecture { InputWidth = 5, Shared = [40, 24], Activations = [.. activations], Actions = 3, ValuesPerAction = 7 },
            new QuantileMeanArchitecture { Quantiles = FullyConnectedArchitecture.Of(5, [40, 24], activations, 21), QuantileCount = 7 },
            new CategoricalMeanArchitecture { Logits = FullyConnectedArchitecture.Of(5, [40, 24], activations, 21), Atoms = 7 },
        ];
        var input = Numbers("input", 100, 5);
        foreach (var architecture in architectures)
        {
            Assert.NotNull(FusedNetwork.For(architecture, CPU));
            using var fused = new Learner(Filled(architecture, fused: true), new SgdOptions { Lr = 0 });
            using var plain = new Learner(Filled(architecture, fused: false), new SgdOptions { Lr = 0 });
            var weights = Numbers("weights", 100, architecture.Outputs);
            Compare("evaluation", plain.Network.Evaluate(input), fused.Network.Evaluate(input));
            var (expected, actual) = (plain.Network.Forward(input), fused.Network.Forward(input));
            Compare("output", expected, actual);
            plain.Descend((expected * weights).sum());
            fused.Descend((actual * weights).sum());
            Compare("gradient", plain.Network.Parameters.Gradient!, fused.Network.Parameters.Gradient!);
        }
    }

    [Fact]
    public void What_is_no_number_stays_none()
    {
        using var scope = NewDisposeScope();
        using var network = Filled(Architecture("3 128 64 2", Activation.Relu), fused: true);
        var input = Numbers("input", 30, 3);
        input[4, 1] = float.NaN;
        using var _ = no_grad();
        var finite = network.Forward(input).isfinite().all(1).data<bool>().ToArray();
        Assert.Equal(Enumerable.Range(0, 30).Select(row => row != 4), finite);
    }

    [Fact]
    public void Structures_with_other_parts_are_left_to_the_tensor_library()
    {
        var plain = FullyConnectedArchitecture.Of(3, [4], [Activation.Relu], 2);
        Assert.NotNull(FusedNetwork.For(plain, CPU));
        Assert.Null(FusedNetwork.For(plain with { BatchNorm = true }, CPU));
        Assert.Null(FusedNetwork.For(plain with { LayerNorm = true }, CPU));
        Assert.Null(FusedNetwork.For(plain with { Dropout = 0.1 }, CPU));
        Assert.Null(FusedNetwork.For(plain with { SkipConnections = true }, CPU));
        Assert.Null(FusedNetwork.For(FullyConnectedArchitecture.Of(3, [4], [Activation.Softplus], 2), CPU));
        Assert.Null(FusedNetwork.For(new GaussianActorArchitecture { Layers = [3, 4, 2], Activations = [Activation.Relu], LayerNorm = true }, CPU));
    }

    [Fact]
    public void Steps_allocate_little_and_always_the_same()
    {
        using var scope = NewDisposeScope();
        using var learner = new Learner(Filled(Architecture("4 64 64 2", Activation.Relu), fused: true), new AdamOptions(), hasTarget: true);
        var (input, target) = (Numbers("input", 256, 4), Numbers("target", 256, 2));
        long Steps(int count)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var step = 0; step < count; step++)
            {
                using var inner = NewDisposeScope();
                learner.Descend(nn.functional.mse_loss(learner.Network.Forward(input), target));
                learner.UpdateTarget(0.1);
            }

            return (GC.GetAllocatedBytesForCurrentThread() - before) / count;
        }

        Steps(50);
        var live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        var early = Steps(200);
        var late = Steps(2000);
        Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.True(late < 8192, $"{late} bytes per step");
        Assert.True(late <= early + 64, $"{early} bytes per step became {late}");
    }

    private static FullyConnectedArchitecture Architecture(string layers, Activation activation)
    {
        int[] widths = [.. layers.Split(' ').Select(int.Parse)];
        var hidden = widths.AsSpan()[1..^1];
        var output = activation == Activation.Relu ? Activation.Linear : activation;
        return FullyConnectedArchitecture.Of(widths[0], hidden, [.. Enumerable.Repeat(activation, hidden.Length)], widths[^1], output);
    }

    /// <summary>A network whose biases, too, are not zero.</summary>
    private static Network Filled(NetworkArchitecture architecture, bool fused)
    {
        using var scope = NewDisposeScope();
        var network = Network.Create("q", architecture, seed: 3, CPU, fused);
        using var _ = no_grad();
        network.Parameters.Values.add_(Numbers("shift", 1, (int)network.Parameters.Count).view(-1) * 0.05);
        return network;
    }

    private static Tensor Numbers(string name, int rows, int columns)
    {
        var stream = new RandomStream(7, name);
        var numbers = new float[rows * columns];
        foreach (ref var number in numbers.AsSpan())
        {
            number = (float)stream.NextGaussian();
        }

        return tensor(numbers, [rows, columns]);
    }

    private static float[] Bytes(Tensor values) => values.detach().data<float>().ToArray();

    /// <summary>Equal but for rounding: sums of many terms are rounded relative to the terms, not to what is left of them.</summary>
    private static void Compare(string what, Tensor expected, Tensor actual)
    {
        var reference = GoldenWeights.Read(expected);
        var scale = Math.Sqrt(reference.Average(value => value * value));
        Near.Equal(what, reference, GoldenWeights.Read(actual), 1e-5, 1e-5 * scale);
    }
}
