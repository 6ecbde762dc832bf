using System.Text.Json.Nodes;

namespace ReAgent.Deploy.Tests.Manifests;

/// <summary>The pods that a workload makes.</summary>
/// <param name="Owner">The workload.</param>
internal sealed record Pod(Manifest Owner)
{
    public JsonNode Spec => Owner.Spec.At("template", "spec")!;

    public IReadOnlyDictionary<string, string> Labels => Owner.Spec.Texts("template", "metadata", "labels");

    public IReadOnlyList<JsonNode> Containers => [.. Spec.Items("initContainers"), .. Spec.Items("containers")];

    /// <summary>The container that is a silo; null in other pods.</summary>
    public JsonNode? Silo => Containers.Named("silo");

    /// <summary>The numbers of all ports that its containers name.</summary>
    public IReadOnlyList<long> Ports => [.. Containers.SelectMany(container => container.Items("ports")).Select(port => port.Number("containerPort") ?? 0)];

    /// <summary>True when a selector's labels are among the pod's.</summary>
    public bool Matches(JsonNode? selector) => selector.Texts("matchLabels").All(label => Labels.GetValueOrDefault(label.Key) == label.Value);

    public override string ToString() => Owner.ToString();
}
