using System.Text.Json.Nodes;
using ReAgent.Contracts.Configuration;
using Xunit;

namespace ReAgent.Contracts.Tests.Configuration;

public class ConfigSchemaTests
{
    private static readonly JsonNode Schema =
        JsonNode.Parse(ConfigSchema.Write<ExampleConfig>(new ConfigCatalog(typeof(ExampleConfig).Assembly), "Example"))!;

    private static readonly JsonNode SweepSchema =
        JsonNode.Parse(ConfigSchema.Write<ExampleConfig>(new ConfigCatalog(typeof(ExampleConfig).Assembly), "Example", sweeps: true))!;

    [Fact]
    public void The_root_is_a_2020_12_schema_that_refers_to_its_record()
    {
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", (string?)Schema["$schema"]);
        Assert.Equal("#/$defs/ExampleConfig", (string?)Schema["$ref"]);
        Assert.Equal("Example", (string?)Schema["title"]);
    }

    [Theory]
    [InlineData("RlParameters", "gamma", """{"type":"number","minimum":0,"maximum":1,"description":"Discount per step.","default":0.9}""")]
    [InlineData("RlParameters", "target_update_rate", """{"type":"number","exclusiveMinimum":0,"maximum":1,"default":0.001}""")]
    [InlineData("RlParameters", "q_network_loss", """{"enum":["mse","huber"],"default":"mse"}""")]
    [InlineData("RlParameters", "multi_steps", """{"type":["integer","null"],"default":null}""")]
    [InlineData("DqnTrainer", "actions", """{"type":"array","items":{"type":["string","number","boolean"],"pattern":"^(?:[^,]+)$"},"minItems":2}""")]
    [InlineData("DqnTrainer", "optimizer", """{"$ref":"#/$defs/ExampleOptimizer","default":{"Adam":{"lr":0.001,"betas":[0.9,0.999]}}}""")]
    [InlineData("DqnTrainer", "reward_boost", """{"type":"object","additionalProperties":{"type":"number"},"default":{}}""")]
    [InlineData("DqnModel", "action_float_features", """{"type":"array","items":{"type":"array","prefixItems":[{"type":"integer"},{"type":["string","number","boolean"]}],"minItems":2,"maxItems":2},"default":[]}""")]
    [InlineData("Adam", "betas", """{"type":"array","items":{"type":"number","minimum":0,"maximum":1},"minItems":2,"maxItems":2,"default":[0.9,0.999]}""")]
    [InlineData("Adam", "learning_rate", """{"description":"Another name for lr.","deprecated":true}""")]
    [InlineData("ExampleConfig", "model", """{"$ref":"#/$defs/ExampleModel","description":"What is learned."}""")]
    [InlineData("ExampleConfig", "seed", """{"type":"integer","minimum":0,"default":0}""")]
    [InlineData("ExampleConfig", "feature_overrides", """{"type":"object","additionalProperties":{"enum":["continuous","box_cox","enum"]},"propertyNames":{"pattern":"^-?[0-9]+$"},"default":{}}""")]
    [InlineData("ExampleConfig", "model_path", """{"description":"Has no effect here: the policy is part of the published artifact.","deprecated":true}""")]
    public void A_key_says_what_it_takes(string record, string key, string schema) =>
        Assert.Equal(schema, Schema["$defs"]![record]!["properties"]![key]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));

    [Fact]
    public void A_union_takes_exactly_one_of_its_members() => Assert.Equal(
        """{"type":"object","properties":{"Adam":{"$ref":"#/$defs/Adam"},"SGD":{"$ref":"#/$defs/Sgd"}},"minProperties":1,"maxProperties":1,"additionalProperties":false}""",
        Schema["$defs"]!["ExampleOptimizer"]!.ToJsonString());

    [Fact]
    public void A_record_names_what_it_requires_and_allows_nothing_unknown()
    {
        var record = Schema["$defs"]!["DqnTrainer"]!;

        Assert.Equal("""["actions"]""", record["required"]!.ToJsonString());
        Assert.False((bool)record["additionalProperties"]!);
        Assert.Equal("Deep Q-learning over a few actions.", (string?)Schema["$defs"]!["DqnModel"]!["description"]);
    }

    [Theory]
    [InlineData("RlParameters", "gamma", """{"anyOf":[{"type":"number","minimum":0,"maximum":1},{"type":"object","properties":{"grid":{"type":"array","items":{"type":"number","minimum":0,"maximum":1},"minItems":1}},"required":["grid"],"additionalProperties":false}],"description":"Discount per step.","default":0.9}""")]
    [InlineData("Adam", "learning_rate", """{"description":"Another name for lr.","deprecated":true}""")]
    [InlineData("ExampleConfig", "seeds", """{"type":"array","items":{"type":"integer","minimum":0},"minItems":1,"uniqueItems":true,"description":"Seeds to run every setting with, in place of 'seed': a sweep."}""")]
    public void In_a_sweep_a_key_takes_a_list_of_values_to_try_as_well(string record, string key, string schema) =>
        Assert.Equal(schema, SweepSchema["$defs"]![record]!["properties"]![key]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));

    [Fact]
    public void In_a_sweep_an_item_of_a_list_may_be_a_list_of_values_to_try()
    {
        var items = SweepSchema["$defs"]!["Adam"]!["properties"]!["betas"]!["anyOf"]![0]!["items"]!;

        Assert.Equal("number", (string?)items["anyOf"]![0]!["type"]);
        Assert.Equal("number", (string?)items["anyOf"]![1]!["properties"]!["grid"]!["items"]!["type"]);
    }
}
