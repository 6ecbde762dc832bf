using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Polyfills.TorchSharp.Tests.Modules;

public sealed class StateTests
{
    [Fact]
    public void A_saved_module_loads_into_one_of_the_same_shape()
    {
        using Sequential saved = Network();
        using Sequential loaded = Network();
        using var file = new MemoryStream();
        saved.save(file);
        file.Position = 0;
        var seen = new Dictionary<string, bool>();

        loaded.load(file, loadedParameters: seen);

        Assert.All(saved.state_dict(), entry => Assert.True(entry.Value.Equals(loaded.state_dict()[entry.Key]), entry.Key));
        Assert.Equal(saved.state_dict().Keys, seen.Keys);
        Assert.Equal(file.Length, file.Position);
    }

    [Fact]
    public void Files_and_writers_hold_the_same_bytes()
    {
        using Sequential network = Network();
        string path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "network");
        network.save(path);
        using var memory = new MemoryStream();
        network.save(new BinaryWriter(memory));

        Assert.Equal(memory.ToArray(), File.ReadAllBytes(path));
        Assert.Same(network, network.load(path));
        Assert.Throws<FileNotFoundException>(() => network.load(path + ".missing"));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public void A_strict_load_refuses_other_names_and_shapes()
    {
        using Sequential saved = Network();
        using var file = new MemoryStream();
        saved.save(file);

        using Sequential renamed = nn.Sequential(("other", nn.Linear(2, 3)), ("norm", nn.BatchNorm1d(3)));
        Assert.Throws<ArgumentException>(() => renamed.load(Start(file)));
        using Sequential wider = nn.Sequential(("layer", nn.Linear(2, 4)), ("norm", nn.BatchNorm1d(4)));
        Assert.Throws<ArgumentException>(() => wider.load(Start(file)));
        using Sequential fewer = nn.Sequential(("layer", nn.Linear(2, 3)));
        Assert.Throws<ArgumentException>(() => fewer.load(Start(file)));
    }

    [Fact]
    public void A_lenient_load_takes_what_fits_and_skips_what_it_is_told_to()
    {
        using Sequential saved = Network();
        using var file = new MemoryStream();
        saved.save(file);
        using Sequential fewer = nn.Sequential(("layer", nn.Linear(2, 3)));
        using Tensor bias = fewer.get_parameter("layer.bias")!.detach().clone();
        var seen = new Dictionary<string, bool>();

        fewer.load(Start(file), strict: false, skip: ["layer.bias"], loadedParameters: seen);

        Assert.True(fewer.get_parameter("layer.weight")!.Equals(saved.get_parameter("layer.weight")!));
        Assert.True(fewer.get_parameter("layer.bias")!.Equals(bias));
        Assert.True(seen["layer.weight"]);
        Assert.False(seen["norm.running_mean"]);
    }

    [Fact]
    public void A_state_dictionary_holds_the_tensors_themselves_and_loading_copies_values()
    {
        using Linear source = nn.Linear(2, 2);
        using Linear target = nn.Linear(2, 2);

        (IList<string> missing, IList<string> unexpected) = target.load_state_dict(source.state_dict());
        using (no_grad())
        {
            source.state_dict()["weight"].zero_();
        }

        Assert.Empty(missing);
        Assert.Empty(unexpected);
        Assert.Equal(0f, source.weight.abs().sum().item<float>());
        Assert.NotEqual(0f, target.weight.abs().sum().item<float>());
    }

    [Fact]
    public void Missing_and_unexpected_names_are_all_reported()
    {
        using Linear layer = nn.Linear(2, 2);
        var other = new Dictionary<string, Tensor> { ["weight"] = zeros(2, 2), ["extra"] = zeros(1) };

        var error = Assert.Throws<InvalidOperationException>(() => layer.load_state_dict(other));
        Assert.Contains("Missing: [bias]", error.Message, StringComparison.Ordinal);
        Assert.Contains("Unexpected: [extra]", error.Message, StringComparison.Ordinal);
        (IList<string> missing, IList<string> unexpected) = layer.load_state_dict(other, strict: false);
        Assert.Equal(["bias"], missing);
        Assert.Equal(["extra"], unexpected);
    }

    [Theory]
    [InlineData(ScalarType.Bool)]
    [InlineData(ScalarType.Byte)]
    [InlineData(ScalarType.Int64)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void A_tensor_of_any_type_and_stride_survives_a_file(ScalarType type)
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "tensor");
        using Tensor turned = arange(300).view(100, 3).t().to(type);

        save(turned, path);
        using Tensor read = load(path);

        Assert.Equal(type, read.dtype);
        Assert.True(turned.Equals(read));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public void A_file_cut_short_says_how_much_is_missing()
    {
        using var file = new MemoryStream();
        ones(4).Save(file);
        file.SetLength(file.Length - 5);
        file.Position = 0;

        var error = Assert.Throws<EndOfStreamException>(() => Tensor.Load(file));

        Assert.Contains("5 bytes", error.Message, StringComparison.Ordinal);
    }

    private static MemoryStream Start(MemoryStream stream)
    {
        stream.Position = 0;
        return stream;
    }

    private static Sequential Network() => nn.Sequential(("layer", nn.Linear(2, 3)), ("norm", nn.BatchNorm1d(3)));
}
