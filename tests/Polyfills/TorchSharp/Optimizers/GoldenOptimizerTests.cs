using System.Text.Json.Nodes;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Polyfills.TorchSharp.Tests.Optimizers;

public sealed class GoldenOptimizerTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Golden.Cases("optimizers.json").Count)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Eight_steps_move_the_parameters_as_in_pytorch(int index)
    {
        using DisposeScope scope = NewDisposeScope();
        JsonNode golden = Golden.Cases("optimizers.json")[index]!;
        Parameter[] parameters = [.. golden["initial"]!.AsArray().Select(initial => new Parameter(initial!.AsTensor()))];
        using OptimizerHelper optimizer = Make(golden["optimizer"]!.GetValue<string>(), parameters, golden["defaults"]!);

        int step = 0;
        foreach (JsonNode? entry in golden["steps"]!.AsArray())
        {
            foreach ((Parameter parameter, JsonNode? gradient) in parameters.Zip(entry!["gradients"]!.AsArray()))
            {
                parameter.grad = gradient!.AsTensor();
            }
            optimizer.step();
            step++;
            foreach ((Parameter parameter, JsonNode? expected) in parameters.Zip(entry["parameters"]!.AsArray()))
            {
                Golden.AssertClose(expected!.AsTensor(), parameter.detach(), 1e-5, 1e-6, $"{golden["optimizer"]} after step {step}");
            }
        }
    }

    internal static OptimizerHelper Make(string name, Parameter[] parameters, JsonNode options)
    {
        double lr = Number("lr");
        return name switch
        {
            "Adam" =>
                optim.Adam(parameters, lr, Pair("betas", 0), Pair("betas", 1), Number("eps"), Number("weight_decay"), Flag("amsgrad")),
            "AdamW" =>
                optim.AdamW(parameters, lr, Pair("betas", 0), Pair("betas", 1), Number("eps"), Number("weight_decay"), Flag("amsgrad")),
            "SGD" => optim.SGD(parameters, lr, Number("momentum"), Number("dampening"), Number("weight_decay"), Flag("nesterov")),
            "RMSprop" => optim.RMSProp(
                parameters, lr, Number("alpha"), Number("eps"), Number("weight_decay"), Number("momentum"), Flag("centered")),
            "Adagrad" => optim.Adagrad(
                parameters, lr, Number("lr_decay"), Number("weight_decay"), Number("initial_accumulator_value"), Number("eps")),
            "Adadelta" => optim.Adadelta(parameters, lr, Number("rho"), Number("eps"), Number("weight_decay")),
            "Adamax" => optim.Adamax(parameters, lr, Pair("betas", 0), Pair("betas", 1), Number("eps"), Number("weight_decay")),
            "NAdam" => optim.NAdam(
                parameters, lr, Pair("betas", 0), Pair("betas", 1), Number("eps"), Number("weight_decay"), Number("momentum_decay")),
            "RAdam" => optim.RAdam(parameters, lr, Pair("betas", 0), Pair("betas", 1), Number("eps"), Number("weight_decay")),
            "Rprop" => optim.Rprop(parameters, lr, Pair("etas", 0), Pair("etas", 1), Pair("step_sizes", 0), Pair("step_sizes", 1)),
            "ASGD" => optim.ASGD(parameters, lr, Number("lambd"), Number("alpha"), Number("t0"), Number("weight_decay")),
            _ => throw new InvalidDataException($"There is no optimizer '{name}'."),
        };

        double Number(string key) => options[key]!.GetValue<double>();
        double Pair(string key, int place) => options[key]![place]!.GetValue<double>();
        bool Flag(string key) => options[key]!.GetValue<bool>();
    }
}
