using System.Collections.Concurrent;
using Xunit;

namespace ReAgent.Deploy.Tests.Manifests;

/// <summary>What kustomize makes of this repository's manifests. Each folder is rendered once.</summary>
public sealed class RenderedManifests
{
    private readonly ConcurrentDictionary<string, Lazy<ManifestSet>> _rendered = new();

    /// <summary>Folders below deploy/k8s that are applied as a whole.</summary>
    public static TheoryData<string> Folders => ["overlays/dev", "overlays/gpu", "overlays/production", "client"];

    /// <summary>Folders that make a cluster.</summary>
    public static TheoryData<string> Clusters => [.. ClusterFolders];

    internal static IReadOnlyList<string> ClusterFolders { get; } = ["overlays/dev", "overlays/gpu", "overlays/production"];

    internal ManifestSet this[string folder] =>
        _rendered.GetOrAdd(folder, name => new Lazy<ManifestSet>(() => ManifestSet.Parse(Kustomize.Render(Repository.PathOf($"deploy/k8s/{name}"))))).Value.Copy();

    /// <summary>A cluster together with the client's job, which is applied beside it.</summary>
    internal ManifestSet WithClient(string folder) => new([.. this[folder].All, .. this["client"].All]);
}
