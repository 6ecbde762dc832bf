using System.Text.Json.Nodes;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace ReAgent.Polyfills.TorchSharp.Tests.Optimizers;

public sealed class SchedulerTests
{
    // Warm restarts have no maker here: a LambdaLR says them.
    public static TheoryData<string> Names =>
        [.. Golden.Cases("schedulers.json").Select(
            entry => entry!["scheduler"]!.GetValue<string>()).Where(name => name != "CosineAnnealingWarmRestarts")];

    [Theory]
    [MemberData(nameof(Names))]
    public void Rates_follow_pytorch(string name)
    {
        JsonNode golden = Golden.Cases("schedulers.json").Single(entry => entry!["scheduler"]!.GetValue<string>() == name)!;
        using var parameter = new Parameter(ones(1));
        using SGD optimizer = SGD([parameter], 0.1, momentum: 0.9);
        lr_scheduler.LRScheduler scheduler = Make(name, optimizer);
        double[] expected = [.. golden["lr_before_each_step"]!.AsArray().Select(rate => rate!.GetValue<double>())];

        foreach (double rate in expected)
        {
            Assert.Equal(rate, optimizer.ParamGroups.Single().LearningRate, 1e-8);
            Assert.Equal(rate, scheduler.get_last_lr().Single(), 1e-8);
            scheduler.step();
        }
    }

    [Fact]
    public void Jumping_to_an_epoch_gives_the_rate_that_stepping_there_gives()
    {
        using var parameter = new Parameter(ones(1));
        using SGD stepped = SGD([parameter], 0.1);
        using SGD jumped = SGD([parameter], 0.1);
        lr_scheduler.LRScheduler walking = lr_scheduler.CosineAnnealingLR(stepped, 10);
        lr_scheduler.LRScheduler jumping = lr_scheduler.CosineAnnealingLR(jumped, 10);
        for (int i = 0; i < 7; i++)
        {
            walking.step();
        }

        jumping.step(7);

        Assert.Equal(walking.get_last_lr().Single(), jumping.get_last_lr().Single(), 1e-12);
    }

    [Fact]
    public void The_rate_falls_after_more_bad_steps_than_the_patience()
    {
        using var parameter = new Parameter(ones(1));
        using SGD optimizer = SGD([parameter], 1.0);
        lr_scheduler.LRScheduler scheduler = lr_scheduler.ReduceLROnPlateau(optimizer, factor: 0.5, patience: 2);
        double[] rates = [.. new double[] { 1, 2, 2, 2, 0.5, 0.5 }.Select(loss =>
        {
            scheduler.step(loss);
            return optimizer.ParamGroups.Single().LearningRate;
        })];

        Assert.Equal([1, 1, 1, 0.5, 0.5, 0.5], rates);
    }

    [Fact]
    public void One_cycle_turns_the_first_decay_rate_of_adam_as_a_momentum()
    {
        using var parameter = new Parameter(ones(1));
        using Adam optimizer = Adam([parameter]);
        lr_scheduler.LRScheduler scheduler = lr_scheduler.OneCycleLR(optimizer, 0.1, total_steps: 10);

        Assert.Equal(0.95, Beta(), 1e-9);
        scheduler.step();
        scheduler.step();
        Assert.Equal(0.85, Beta(), 1e-9);
        for (int i = 0; i < 8; i++)
        {
            scheduler.step();
        }
        Assert.Throws<InvalidOperationException>(scheduler.step);

        double Beta() => ((IBetas)optimizer.ParamGroups.Single()).Betas.Item1;
    }

    private static lr_scheduler.LRScheduler Make(string name, SGD optimizer) => name switch
    {
        "StepLR" => lr_scheduler.StepLR(optimizer, 7),
        "MultiStepLR" => lr_scheduler.MultiStepLR(optimizer, [4, 9, 20], 0.5),
        "ExponentialLR" => lr_scheduler.ExponentialLR(optimizer, 0.9),
        "CosineAnnealingLR" => lr_scheduler.CosineAnnealingLR(optimizer, 10, 0.01),
        "CyclicLR" => lr_scheduler.CyclicLR(optimizer, 0.01, 0.1, 4),
        "OneCycleLR" => lr_scheduler.OneCycleLR(optimizer, 0.2, 30),
        "LambdaLR" => lr_scheduler.LambdaLR(optimizer, epoch => Math.Pow(0.95, epoch)),
        "MultiplicativeLR" => lr_scheduler.MultiplicativeLR(optimizer, _ => 0.97),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}
