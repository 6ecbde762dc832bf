using ReAgent.Deploy.Tests.Manifests;

namespace ReAgent.Deploy.Tests.Rules;

/// <summary>All rules, by name. Each returns what is wrong.</summary>
internal static class ManifestRules
{
    public static IReadOnlyDictionary<string, Func<ManifestSet, SuppliedSecrets, IEnumerable<string>>> All { get; } =
        new Dictionary<string, Func<ManifestSet, SuppliedSecrets, IEnumerable<string>>>
        {
            ["settings"] = SiloRules.Settings,
            ["client"] = (set, _) => ClientRules.Settings(set),
            ["ports"] = (set, _) => SiloRules.Ports(set),
            ["probes"] = (set, _) => SiloRules.Probes(set),
            ["drain"] = (set, _) => SiloRules.Drain(set),
            ["paths"] = (set, _) => SiloRules.Paths(set),
            ["pod security"] = (set, _) => PodRules.Security(set),
            ["resources"] = (set, _) => PodRules.Resources(set),
            ["images"] = (set, _) => PodRules.Images(set),
            ["selectors"] = (set, _) => ReferenceRules.Selectors(set),
            ["names"] = (set, _) => ReferenceRules.Names(set),
            ["network"] = (set, _) => NetworkRules.Policies(set),
        };
}
