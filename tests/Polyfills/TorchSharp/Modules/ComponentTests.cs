using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Polyfills.TorchSharp.Tests.Modules;

public sealed class ComponentTests
{
    [Fact]
    public void Components_are_found_in_fields_and_named_after_them()
    {
        using var network = new TwoHeads();

        Assert.Equal(
            ["scale", "trunk.weight", "trunk.bias", "heads.0.weight", "heads.0.bias", "heads.1.weight", "heads.1.bias"],
            network.named_parameters().Select(entry => entry.name));
        Assert.Equal(["offset"], network.named_buffers().Select(entry => entry.name));
        Assert.Equal(["trunk", "heads"], network.named_children().Select(entry => entry.name));
        Assert.Equal(["trunk", "heads", "heads.0", "heads.1"], network.named_modules().Select(entry => entry.name));
        Assert.Equal(["scale"], network.named_parameters(recurse: false).Select(entry => entry.name));
        Assert.Equal([2, 4], network.get_parameter("heads.1.weight")!.shape);
        Assert.True(network.has_parameter("trunk.bias"));
        Assert.False(network.has_parameter("trunk.none"));
        Assert.Equal(nameof(TwoHeads), network.GetName());
    }

    [Fact]
    public void A_parameter_shared_by_two_modules_is_named_once()
    {
        using Linear first = nn.Linear(2, 2);
        using Linear second = nn.Linear(first.weight, first.bias);
        using Sequential network = nn.Sequential(first, second);

        Assert.Equal(["0.weight", "0.bias"], network.named_parameters().Select(entry => entry.name));
    }

    [Fact]
    public void Training_and_use_switch_all_parts()
    {
        using Sequential network = nn.Sequential(nn.Linear(2, 2), nn.Sequential(nn.Dropout(0.5)));
        using Tensor input = ones(64, 2);

        network.eval();
        Assert.False(network.training);
        Assert.All(network.modules(), part => Assert.False(part.training));
        Assert.True(network.call(input).Equals(network.call(input)));
        network.train();
        Assert.All(network.modules(), part => Assert.True(part.training));
        Assert.False(network.call(input).Equals(network.call(input)));
    }

    [Fact]
    public void Apply_visits_the_parts_before_the_whole()
    {
        using Sequential network = nn.Sequential(("first", nn.ReLU()), ("second", nn.Tanh()));
        var visited = new List<string>();

        network.apply(part => visited.Add(part.GetName()));

        Assert.Equal(["ReLU", "Tanh", "Sequential"], visited);
    }

    [Fact]
    public void Zeroing_gradients_forgets_them_or_keeps_their_place()
    {
        using Linear layer = nn.Linear(2, 1);
        layer.call(ones(1, 2)).sum().backward();
        Tensor place = layer.weight.grad!;

        layer.zero_grad(set_to_none: false);
        Assert.Equal([0f, 0], place.data<float>().ToArray());
        layer.zero_grad();
        Assert.Null(layer.weight.grad);
    }

    [Fact]
    public void Hooks_take_part_in_call_only_until_removed()
    {
        using Linear layer = nn.Linear(eye(2).AsParameter());
        using Tensor input = ones(1, 2);
        var before = layer.register_forward_pre_hook((_, x) => x + 1);
        var after = layer.register_forward_hook((_, _, y) => y * 10);

        Assert.Equal([20f, 20], layer.call(input).data<float>().ToArray());
        Assert.Equal([1f, 1], layer.forward(input).data<float>().ToArray());
        before.remove();
        Assert.Equal([10f, 10], layer.call(input).data<float>().ToArray());
        after.remove();
        Assert.Equal([1f, 1], layer.call(input).data<float>().ToArray());
    }

    [Fact]
    public void Converting_a_module_converts_floating_point_components_and_the_fields_that_hold_them()
    {
        using var network = new TwoHeads();
        using BatchNorm1d norm = nn.BatchNorm1d(3);

        Assert.Same(network, network.@double());
        norm.to(float64);

        Assert.All(network.parameters(), parameter => Assert.Equal(float64, parameter.dtype));
        Assert.Equal(float64, network.call(ones(1, 3, dtype: float64)).dtype);
        Assert.Equal(float64, norm.running_mean!.dtype);
        Assert.Equal(int64, norm.num_batches_tracked!.dtype);
        Parameter same = network.get_parameter("trunk.weight")!;
        network.to(CPU);
        Assert.Same(same, network.get_parameter("trunk.weight"));
    }

    [Fact]
    public void Names_are_unique_and_free_of_dots()
    {
        using Sequential network = nn.Sequential(("first", nn.ReLU()));

        Assert.Throws<InvalidOperationException>(() => network.append("first", nn.ReLU()));
        Assert.Throws<ArgumentException>(() => network.append("a.b", nn.ReLU()));
        Assert.Throws<ArgumentException>(() => network.append("", nn.ReLU()));
    }

    [Fact]
    public void Lists_and_dictionaries_of_modules_register_what_they_hold()
    {
        using ModuleList<Linear> list = nn.ModuleList(nn.Linear(1, 2), nn.Linear(2, 3));
        using ModuleDict<Linear> dictionary = nn.ModuleDict(("a", nn.Linear(1, 2)), ("b", nn.Linear(2, 3)));

        list.Insert(0, nn.Linear(5, 1));
        Assert.Equal([1, 5], list.get_parameter("0.weight")!.shape);
        Assert.Equal([3, 2], list.get_parameter("2.weight")!.shape);
        Assert.Equal(3, list.Count);
        Assert.Equal([3, 2], dictionary["b"].weight.shape);
        Assert.Equal(["a.weight", "a.bias", "b.weight", "b.bias"], dictionary.state_dict().Keys);
        Assert.True(dictionary.Remove("a"));
        Assert.Equal(["b.weight", "b.bias"], dictionary.state_dict().Keys);
    }

    private sealed class TwoHeads : nn.Module<Tensor, Tensor>
    {
        private readonly Linear trunk = nn.Linear(3, 4);
        private readonly ModuleList<Linear> heads = nn.ModuleList(nn.Linear(4, 2), nn.Linear(4, 2));
        private readonly Parameter scale = new(ones(1));
        private readonly Tensor offset = zeros(1);

        internal TwoHeads()
            : base(nameof(TwoHeads)) => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            Tensor hidden = trunk.call(input).relu();
            return ((heads[0].call(hidden) + heads[1].call(hidden)) * scale) + offset;
        }
    }
}
