using System.Text.Json;
using System.Text.Json.Nodes;
using ReAgent.Contracts.Configuration;
using ReAgent.Learning.Optimizers;

namespace ReAgent.Learning.Tests.Golden;

/// <summary>Binds a reference optimizer's settings as a configuration file would give them.</summary>
public static class GoldenOptimizer
{
    /// <summary>From <c>{"type": "Adam", "lr": 0.01}</c>.</summary>
    public static OptimizerOptions Of(JsonElement optimizer)
    {
        var settings = JsonNode.Parse(optimizer.GetRawText())!.AsObject();
        var type = settings["type"]!.GetValue<string>();
        settings.Remove("type");
        return Of(type, settings);
    }

    public static OptimizerOptions Of(string type, JsonObject settings) =>
        ConfigJson.Read<OptimizerOptions>(new JsonObject { [type] = settings }.ToJsonString(), new ConfigCatalog(typeof(OptimizerOptions).Assembly));
}
