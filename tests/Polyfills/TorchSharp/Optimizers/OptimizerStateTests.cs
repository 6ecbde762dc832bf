using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Polyfills.TorchSharp.Tests.Optimizers;

public sealed class OptimizerStateTests
{
    public static TheoryData<string> Names =>
        ["Adam", "AdamW", "SGD", "RMSProp", "Adagrad", "Adadelta", "Adamax", "NAdam", "RAdam", "Rprop", "ASGD"];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_optimizer_saved_and_loaded_goes_on_as_if_never_interrupted(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        var whole = new Parameter(tensor(new float[] { 1, -2, 3 }));
        using OptimizerHelper uninterrupted = Make(name, whole);
        Descend(uninterrupted, whole, 3);
        var resumed = new Parameter(whole.detach().clone());
        using OptimizerHelper second = Make(name, resumed);
        using var file = new MemoryStream();
        uninterrupted.save_state_dict(new BinaryWriter(file));
        file.Position = 0;
        second.load_state_dict(new BinaryReader(file));
        var copied = new Parameter(whole.detach().clone());
        using OptimizerHelper third = Make(name, copied);
        third.load_state_dict(uninterrupted.state_dict());

        Descend(uninterrupted, whole, 4);
        Descend(second, resumed, 4);
        Descend(third, copied, 4);

        Assert.True(whole.Equals(resumed), $"{whole.cstr()} {resumed.cstr()}");
        Assert.True(whole.Equals(copied), $"{whole.cstr()} {copied.cstr()}");
        Assert.True(uninterrupted.state_dict().State[0].ApproximatelyEquals(second.state_dict().State[0]));
    }

    [Fact]
    public void Loading_the_state_of_another_kind_of_optimizer_says_which_it_was()
    {
        using DisposeScope scope = NewDisposeScope();
        using var file = new MemoryStream();
        Make("SGD", new Parameter(ones(2))).save_state_dict(new BinaryWriter(file));
        file.Position = 0;

        var error = Assert.Throws<InvalidDataException>(() => Make("Adam", new Parameter(ones(2))).load_state_dict(new BinaryReader(file)));

        Assert.Contains("'Adam'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'SGD'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_keep_the_options_they_name_and_take_the_others_from_the_optimizer()
    {
        using DisposeScope scope = NewDisposeScope();
        var slow = new Parameter(zeros(1));
        var fast = new Parameter(zeros(1));
        using SGD optimizer = optim.SGD(
            [new SGD.ParamGroup([slow], new SGD.Options { LearningRate = 0.25 }), new SGD.ParamGroup([fast], new SGD.Options())], 2.0);
        slow.grad = ones(1);
        fast.grad = ones(1);

        optimizer.step();

        Assert.Equal(-0.25f, slow.item<float>());
        Assert.Equal(-2f, fast.item<float>());
        Assert.Equal([0.25, 2.0], optimizer.ParamGroups.Select(group => group.LearningRate));
    }

    [Fact]
    public void Ascending_is_descending_the_reversed_gradient()
    {
        using DisposeScope scope = NewDisposeScope();
        var up = new Parameter(ones(1));
        var down = new Parameter(ones(1));
        using Adam ascent = optim.Adam([up], 0.1, weight_decay: 0.5, maximize: true);
        using Adam descent = optim.Adam([down], 0.1, weight_decay: 0.5);
        for (int i = 0; i < 3; i++)
        {
            up.grad = full(1, -3.0);
            down.grad = full(1, 3.0);
            ascent.step();
            descent.step();
        }

        Assert.Equal(down.item<float>(), up.item<float>());
    }

    [Fact]
    public void A_step_leaves_parameters_without_gradient_alone_and_returns_the_loss_of_its_closure()
    {
        using DisposeScope scope = NewDisposeScope();
        var used = new Parameter(ones(1));
        var unused = new Parameter(ones(1));
        using Adam optimizer = optim.Adam([used, unused]);

        Tensor? loss = optimizer.step(() =>
        {
            Tensor quadratic = used.pow(2).sum();
            quadratic.backward();
            return quadratic;
        });

        Assert.Equal(1f, loss!.item<float>());
        Assert.Equal(0.999f, used.item<float>(), 1e-6f);
        Assert.Equal(1f, unused.item<float>());
    }

    [Fact]
    public void A_parameter_may_be_in_only_one_group()
    {
        using var parameter = new Parameter(ones(1));

        Assert.Throws<ArgumentException>(() => optim.SGD([parameter, parameter], 0.1));
    }

    [Fact]
    public void A_rate_out_of_range_is_refused_with_what_is_allowed()
    {
        using var parameter = new Parameter(ones(1));

        var error = Assert.Throws<ArgumentException>(() => optim.Adam([parameter], beta1: 1.5));

        Assert.Equal("Invalid beta1: 1.5. Allowed: [0, 1).", error.Message);
    }

    private static OptimizerHelper Make(string name, Parameter parameter) => name switch
    {
        "Adam" => optim.Adam([parameter], 0.1, amsgrad: true),
        "AdamW" => optim.AdamW([parameter], 0.1, weight_decay: 0.1),
        "SGD" => optim.SGD([parameter], 0.001, momentum: 0.9),
        "RMSProp" => optim.RMSProp([parameter], momentum: 0.5, centered: true),
        "Adagrad" => optim.Adagrad([parameter]),
        "Adadelta" => optim.Adadelta([parameter]),
        "Adamax" => optim.Adamax([parameter]),
        "NAdam" => optim.NAdam([parameter]),
        "RAdam" => optim.RAdam([parameter]),
        "Rprop" => optim.Rprop([parameter]),
        "ASGD" => optim.ASGD([parameter]),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    private static void Descend(OptimizerHelper optimizer, Parameter parameter, int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            optimizer.zero_grad();
            (parameter - 0.5).pow(4).sum().backward();
            optimizer.step();
        }
    }
}
