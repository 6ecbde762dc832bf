using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace ReAgent.Deploy.Tests.Manifests;

/// <summary>All objects that are applied together.</summary>
internal sealed record ManifestSet(ImmutableArray<Manifest> All)
{
    public IEnumerable<Pod> Pods => All.Where(manifest => manifest.Spec.At("template", "spec") is not null).Select(manifest => new Pod(manifest));

    public IEnumerable<Pod> Silos => Pods.Where(pod => pod.Silo is not null);

    public static ManifestSet Parse(string yaml) => new([.. YamlDocuments.Parse(yaml).Select(document => new Manifest(document))]);

    public IEnumerable<Manifest> OfKind(string kind) => All.Where(manifest => manifest.Kind == kind);

    public Manifest? Find(string kind, string? name) => All.FirstOrDefault(manifest => manifest.Kind == kind && manifest.Name == name);

    /// <summary>The object of that kind and name, to be changed.</summary>
    public JsonNode The(string kind, string name) =>
        Find(kind, name)?.Json ?? throw new KeyNotFoundException($"There is no {kind} {name} among {string.Join(", ", All)}.");

    /// <summary>The first container of a workload, to be changed.</summary>
    public JsonNode Container(string kind, string name) => The(kind, name).At("spec", "template", "spec").Items("containers")[0];

    /// <summary>The same objects once more.</summary>
    public ManifestSet Copy() => new([.. All.Select(manifest => new Manifest(manifest.Json.DeepClone()))]);
}
