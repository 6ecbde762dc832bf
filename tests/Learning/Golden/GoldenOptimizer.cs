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

    /// <summary>The reference's Adam of a network, at its rate; null when the reference does not move it.</summary>
    public static OptimizerOptions? OfNetwork(JsonElement file, string network)
    {
        bool Moves(JsonElement optimizer) => optimizer.GetProperty("type").GetString() == "Adam"
            && optimizer.GetProperty("params")[0].GetString()!.Split('.')[0] == network;
        var found = file.GetProperty("optimizers").EnumerateArray().FirstOrDefault(Moves);
        return found.ValueKind == JsonValueKind.Undefined
            ? null
            : new AdamOptions { Lr = found.GetProperty("hyper").GetProperty("lr").GetDouble() };
    }

    public static OptimizerOptions Of(string type, JsonObject settings) =>
        ConfigJson.Read<OptimizerOptions>(new JsonObject { [type] = settings }.ToJsonString(), new ConfigCatalog(typeof(OptimizerOptions).Assembly));
}
