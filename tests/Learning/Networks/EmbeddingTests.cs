using ReAgent.Contracts.Configuration;
using ReAgent.Learning.Checkpoints;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Optimizers;
using ReAgent.Learning.Policies;
using ReAgent.Learning.Tests.Golden;
using ReAgent.Learning.Trainers;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Learning.Tests.Networks;

public sealed class EmbeddingTests
{
    /// <summary>One plain input; two bags over a table of three rows, and one over a table of two.</summary>
    private static readonly EmbeddingArchitecture Small = new()
    {
        PlainInputs = 1,
        TableRows = [3, 2],
        Bags = [0, 0, 1],
        EmbeddingDim = 2,
        Body = FullyConnectedArchitecture.Of(7, [], [], 1),
    };

    /// <summary>Table 0, table 1, and the weight and the bias of the output.</summary>
    private static readonly float[] Values =
    [
        1, 2, 3, 4, 5, 6,
        10, 20, 30, 40,
        1, -1, 2, 0.5f, 0.1f, 1, 3, 0.25f,
    ];

    /// <summary>
    /// Plain input 7. The first bag holds rows 0 and 2, the second row 1 with score 0.5, the third nothing.
    /// </summary>
    private static readonly float[] State = [7, 1, 0, 1, 0, 0.5f, 0, 0, 0];

    [Fact]
    public void A_bag_is_the_weighted_sum_of_its_ids_vectors_and_the_plain_inputs_follow_the_bags()
    {
        using var scope = NewDisposeScope();
        using var network = Create();
        // Bags: (1 + 5, 2 + 6), (1.5, 2), (0, 0); output 6 − 8 + 2 · 1.5 + 0.5 · 2 + 3 · 7 + 0.25.
        var output = network.Evaluate(tensor(State, [1, 9]));
        Near.Equal("output", [23.25], GoldenWeights.Read(output), 0, 1e-6);
    }

    [Fact]
    public void Only_vectors_of_ids_that_were_seen_move_and_a_shared_table_hears_of_every_bag()
    {
        using var scope = NewDisposeScope();
        using var network = Create();
        network.Forward(tensor(State, [1, 9])).sum().backward();
        double[] expected =
        [
            1, -1, 1, 0.25, 1, -1,
            0, 0, 0, 0,
            6, 8, 1.5, 2, 0, 0, 7, 1,
        ];
        Near.Equal("gradient", expected, GoldenWeights.Read(network.Parameters.Gradient!), 0, 1e-6);
    }

    [Fact]
    public void First_vectors_are_drawn_from_the_standard_normal_distribution()
    {
        var wide = Small with { TableRows = [2000, 2], EmbeddingDim = 20, Body = FullyConnectedArchitecture.Of(61, [], [], 1) };
        using var network = Network.Create("q", wide, seed: 5, CPU);
        var vectors = GoldenWeights.Read(network.Parameters[0]);
        Assert.Equal(0, vectors.Average(), 1);
        Assert.Equal(1, Math.Sqrt(vectors.Average(value => value * value)), 1);
    }

    [Fact]
    public void Learning_goes_on_from_a_file_to_the_bit()
    {
        var expected = Learn(resumeAfter: null);
        Assert.Equal(expected, Learn(resumeAfter: 4));
        Assert.NotEqual(Array.ConvertAll(Values, value => (double)value), expected);
    }

    [Fact]
    public void A_policy_artifact_holds_the_tables()
    {
        var folder = Directory.CreateTempSubdirectory("embedding");
        try
        {
            using var network = Create();
            var description = new DiscretePolicyDescription { Actions = ["only"], NetworkName = "q", Network = Small };
            using var policy = new DiscretePolicy(description, network);
            PolicyArtifact.Save(folder.FullName, new() { Model = "DiscreteDQN", Policy = description }, policy, normalization: "{}");
            using var artifact = PolicyArtifact.Load(folder.FullName, CPU);
            Assert.Equal([23.25f], artifact.Policy.Decide(State, [], new(1, "decide")).Scores.ToArray());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("""{"plain_inputs": 1, "table_rows": [3], "bags": [1], "embedding_dim": 2, "body": BODY}""", "no table 1")]
    [InlineData("""{"plain_inputs": 1, "table_rows": [0], "bags": [0], "embedding_dim": 2, "body": BODY}""", "at least 1 row")]
    [InlineData("""{"plain_inputs": 3, "table_rows": [3], "bags": [], "embedding_dim": 2, "body": BODY}""", "no bag")]
    [InlineData("""{"plain_inputs": 2, "table_rows": [3], "bags": [0], "embedding_dim": 2, "body": BODY}""", "takes 3 inputs")]
    public void A_structure_that_does_not_fit_together_is_refused(string json, string expected)
    {
        const string Body = """{"fully_connected": {"layers": [3, 1], "activations": ["linear"]}}""";
        var text = $$"""{"embedding": {{json.Replace("BODY", Body, StringComparison.Ordinal)}}}""";
        var exception = Assert.Throws<ConfigException>(
            () => ConfigJson.Read<NetworkArchitecture>(text, new ConfigCatalog(typeof(NetworkArchitecture).Assembly)));
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    private static Network Create()
    {
        var network = Network.Create("q", Small, seed: 5, CPU);
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        network.Parameters.Values.copy_(tensor(Values));
        return network;
    }

    private static double[] Learn(int? resumeAfter)
    {
        var learner = new Learner(Create(), new AdamOptions { Lr = 0.05 });
        for (var step = 0; step < 8; step++)
        {
            if (step == resumeAfter)
            {
                var file = new TensorFile();
                learner.Save(file);
                learner.Dispose();
                learner = new Learner(Network.Create("q", Small, seed: 6, CPU), new AdamOptions { Lr = 0.05 });
                learner.Restore(TensorFile.Read(file.ToBytes(), "memory"));
            }

            using var scope = NewDisposeScope();
            var output = learner.Network.Forward(tensor(State, [1, 9]) * (1 + step));
            learner.Descend((output - 1).pow(2).sum());
        }

        using (learner)
        {
            return GoldenWeights.Read(learner.Network.Parameters.Values);
        }
    }
}
