using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ReAgent.Client.Commands;
using ReAgent.Contracts.Randomness;
using ReAgent.Data.Features;
using ReAgent.Learning.Checkpoints;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Policies;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Client.Tests.Commands;

/// <summary>
/// Decisions of one step in states x from −1 to 1. Actions are uniform over [−2, 2], so that their density is 1/4, and earn 1 − (a/2 − tanh x)²; the
/// policy's mean is a/2 = tanh x.
/// </summary>
public sealed class ContinuousEvaluationTests : IDisposable
{
    private const int Steps = 20_000;

    private readonly TestBench _bench = new();

    [Fact]
    public async Task A_policy_that_does_not_draw_is_judged_with_noise_about_its_actions()
    {
        var policy = Save(new ContinuousPolicyDescription { Network = new FullyConnectedArchitecture { Layers = [1, 1], Activations = [Activation.Tanh] } }, [[1]], heldOut: 0);
        Assert.Equal(ExitCode.Success, await Evaluate(policy, "--action-noise", "0.1"));

        var report = JsonNode.Parse(_bench.Output)!;
        var estimate = Estimate(report);
        var interval = estimate["raw_interval"]!;

        // What it loses by the noise is 0.1², but for the part that is cut off.
        Assert.InRange(0.99, (double)interval["low"]!, (double)interval["high"]!);
        Assert.True((double)interval["high"]! - (double)interval["low"]! < 0.1);
        Assert.Equal("better", (string?)report["verdict"]!["judgement"]);
        Assert.Equal("", _bench.Errors);
    }

    [Fact]
    public async Task A_policy_that_draws_is_judged_by_its_own_density()
    {
        var policy = Save(new GaussianPolicyDescription { ServeMean = false, Network = new GaussianActorArchitecture { Layers = [1, 2] } }, [[1], [0]], heldOut: 0);
        Assert.Equal(ExitCode.Success, await Evaluate(policy));

        // The location is x and the logarithm of the scale 0: the action is tanh(x + ε).
        var random = new RandomStream(3, "truth");
        var truth = Enumerable.Range(0, 200_000).Average(draw => Reward(X(draw), Math.Tanh(X(draw) + random.NextGaussian())));
        var interval = Estimate(JsonNode.Parse(_bench.Output)!)["raw_interval"]!;
        Assert.InRange(truth, (double)interval["low"]!, (double)interval["high"]!);
        Assert.True((double)interval["high"]! - (double)interval["low"]! < 0.05);
    }

    [Fact]
    public async Task Episodes_that_training_used_can_be_left_out()
    {
        var network = new FullyConnectedArchitecture { Layers = [1, 1], Activations = [Activation.Tanh] };
        Assert.Equal(ExitCode.Success, await Evaluate(Save(new ContinuousPolicyDescription { Network = network }, [[1]], heldOut: 0.25), "--held-out"));

        Assert.InRange((int)JsonNode.Parse(_bench.Output)!["diagnostics"]!["episodes"]!, Steps * 0.23, Steps * 0.27);
    }

    [Fact]
    public async Task A_policy_that_held_nothing_out_says_so()
    {
        var network = new FullyConnectedArchitecture { Layers = [1, 1], Activations = [Activation.Tanh] };
        Assert.Equal(ExitCode.BelowBar, await Evaluate(Save(new ContinuousPolicyDescription { Network = network }, [[1]], heldOut: 0), "--held-out"));

        Assert.Contains("held no episodes out", _bench.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draws_that_are_cut_have_no_density_to_judge_by()
    {
        var policy = Save(new GaussianPolicyDescription { ServeMean = false, Squashed = false, Network = new GaussianActorArchitecture { Layers = [1, 2] } }, [[1], [0]], heldOut: 0);
        Assert.Equal(ExitCode.BelowBar, await Evaluate(policy));

        Assert.Contains("serve_mean_policy: true", _bench.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();

    private Task<int> Evaluate(string policy, params string[] more) => _bench.Invoke(["evaluate", "--data", Log(), "--policy", policy, "--json", .. more]);

    private static JsonNode Estimate(JsonNode report) =>
        report["reward"]!["estimates"]!.AsArray().Single(entry => (string?)entry!["estimator"] == "inverse_propensity")!;

    private static double X(int step) => -1 + (2 * (step % 1000) / 999.0);

    private static double Reward(double x, double scaled) => 1 - ((scaled - Math.Tanh(x)) * (scaled - Math.Tanh(x)));

    private string Log()
    {
        var random = new RandomStream(1, "log");
        var text = new StringBuilder();
        for (var step = 0; step < Steps; step++)
        {
            var (x, action) = (X(step), (4 * random.NextDouble()) - 2);
            text.Append(CultureInfo.InvariantCulture, $"{{\"mdp_id\": \"e{step}\", \"sequence_number\": 1, \"state_features\": {{\"0\": {x}}}, \"action\": {{\"7\": {action}}}, ")
                .Append(CultureInfo.InvariantCulture, $"\"action_probability\": 0.25, \"reward\": {Reward(x, action / 2)}}}\n");
        }

        return _bench.File(text.ToString(), "log.jsonl");
    }

    private string Save(PolicyDescription description, float[][] weights, double heldOut)
    {
        var file = new TensorFile();
        using var scope = NewDisposeScope();
        file.Add("actor_network.0.weight", tensor(weights.SelectMany(row => row).ToArray(), [weights.Length, weights[0].Length]));
        file.Add("actor_network.0.bias", zeros(weights.Length));
        using var policy = description.Build(file, CPU);
        var folder = Path.Combine(_bench.Folder, "policy");
        PolicyArtifact.Save(
            folder,
            new PolicyManifest { Model = "TD3", Policy = description, StateFeatures = [0], ActionFeatures = [7], Training = new() { HeldOutShare = heldOut } },
            policy,
            cpe: null,
            NormalizationJson.Write(new Dictionary<long, NormalizationParameters> { [0] = new() { Type = FeatureType.DoNotPreprocess } }),
            NormalizationJson.Write(new Dictionary<long, NormalizationParameters> { [7] = new() { Type = FeatureType.ContinuousAction, MinValue = -2, MaxValue = 2 } }));
        return folder;
    }
}
