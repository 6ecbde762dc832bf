using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Polyfills.TorchSharp.Tests.Devices;

[Collection(Process.Tensors)]
public sealed class GeneratorTests
{
    [Fact]
    public void The_same_seed_gives_the_same_numbers_as_pytorch()
    {
        using var generator = new Generator(0);
        using Tensor drawn = rand(3, generator: generator);

        // torch.manual_seed(0); torch.rand(3)
        Assert.Equal([0.49625659f, 0.76822180f, 0.08847743f], drawn.data<float>().ToArray());
        Assert.Equal(0ul, generator.initial_seed());
    }

    [Fact]
    public void A_state_set_again_repeats_every_kind_of_draw()
    {
        using DisposeScope scope = NewDisposeScope();
        using var generator = new Generator(11);
        rand(5, generator: generator);
        Tensor state = generator.get_state();
        float[] first = Draw(generator);

        generator.set_state(state);

        Assert.Equal(first, Draw(generator));
        Assert.NotEqual(first, Draw(generator));
    }

    [Fact]
    public void The_default_generator_is_seeded_saved_and_restored()
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(42);
        Tensor state = random.get_rng_state();
        Tensor first = randn(4);
        random.set_rng_state(state);
        Tensor second = randn(4);
        random.manual_seed(42);
        Tensor third = randn(4);

        Assert.True(first.Equals(second));
        Assert.True(first.Equals(third));
        Assert.Equal(42, random.initial_seed());
    }

    [Fact]
    public void Threads_can_be_counted_and_limited()
    {
        int before = get_num_threads();
        set_num_threads(1);

        Assert.Equal(1, get_num_threads());
        set_num_threads(before);
        Assert.True(get_num_interop_threads() >= 1);
    }

    [Fact]
    public void The_default_type_makes_new_tensors()
    {
        Assert.Equal(float32, get_default_dtype());
        set_default_dtype(float64);
        try
        {
            Assert.Equal(float64, zeros(1).dtype);
            Assert.Equal(float64, nn.Linear(2, 2).weight.dtype);
            Assert.Equal(float64, arange(0, 1, 0.5).dtype);
        }
        finally
        {
            set_default_dtype(float32);
        }
    }

    private static float[] Draw(Generator generator) =>
    [
        .. rand(2, generator: generator).data<float>().ToArray(),
        .. randn(2, generator: generator).data<float>().ToArray(),
        .. randperm(5, generator: generator).@float().data<float>().ToArray(),
        .. randint(100, new long[] { 2 }, generator: generator).@float().data<float>().ToArray(),
        .. zeros(2).uniform_(0, 1, generator).data<float>().ToArray(),
        .. multinomial(ones(5), 2, generator: generator).@float().data<float>().ToArray(),
    ];
}
