using System.Text.Json.Nodes;

namespace ReAgent.Deploy.Tests.Manifests;

/// <summary>One object of the cluster.</summary>
/// <param name="Json">The whole of it.</param>
internal sealed record Manifest(JsonNode Json)
{
    public string Kind => Json.Text("kind") ?? "";

    public string Name => Json.Text("metadata", "name") ?? "";

    public JsonNode? Spec => Json.At("spec");

    public override string ToString() => $"{Kind} {Name}";
}
