using System.Text.Json.Nodes;
using ReAgent.Deploy.Tests.Manifests;

namespace ReAgent.Deploy.Tests.Rules;

/// <summary>What network policies let through, and what they must and must not.</summary>
internal static class NetworkRules
{
    /// <summary>All selectors of pods in a policy that look for something.</summary>
    public static IEnumerable<JsonNode> PodSelectors(Manifest policy) =>
        from selector in new[] { policy.Spec.At("podSelector") }
            .Concat(from peer in Rules(policy, "ingress", "from").Concat(Rules(policy, "egress", "to"))
                    where peer.At("namespaceSelector") is null
                    select peer.At("podSelector"))
        where selector.Texts("matchLabels").Count > 0
        select selector;

    /// <summary>Nothing is open that is not meant to be, and all that is needed is.</summary>
    public static IEnumerable<string> Policies(ManifestSet set)
    {
        if (!set.OfKind("NetworkPolicy").Any(policy => policy.Spec.At("podSelector") is JsonObject { Count: 0 }
                && Types(policy).SequenceEqual(["Egress", "Ingress"]) && policy.Spec.At("ingress") is null && policy.Spec.At("egress") is null))
        {
            yield return "there is no policy that denies everything by default";
        }

        foreach (var policy in set.OfKind("NetworkPolicy"))
        {
            foreach (var (direction, peers) in new[] { ("ingress", "from"), ("egress", "to") })
            {
                if (policy.Spec.Items(direction).Any(rule => rule.Items(peers).Count == 0 || rule.Items("ports").Count == 0))
                {
                    yield return $"{policy}: a rule of {direction} that names no peers or no ports is open to all";
                }

                if (policy.Spec.At(direction) is not null && !Types(policy).Contains(char.ToUpperInvariant(direction[0]) + direction[1..]))
                {
                    yield return $"{policy}: rules of {direction} without its policyType";
                }
            }

            foreach (var pod in set.Pods.Where(pod => pod.Matches(policy.Spec.At("podSelector"))))
            {
                foreach (var port in PortsIn(policy.Spec.Items("ingress")).Where(port => !pod.Ports.Contains(port)))
                {
                    yield return $"{policy}: lets port {port} in, which {pod} does not have";
                }
            }
        }

        foreach (var (from, to, port) in Needed(set).Where(flow => !IsOpen(set, flow.From, flow.To, flow.Port)))
        {
            yield return $"{from} must reach {to} at {port}, and may not";
        }

        foreach (var (from, to, port) in Closed(set).Where(flow => IsOpen(set, flow.From, flow.To, flow.Port)))
        {
            yield return $"{from} may reach {to} at {port}, and must not";
        }

        foreach (var pod in set.Pods.Where(pod => !Leaving(set, pod).Any(rule => Opens(rule, 53))))
        {
            yield return $"{pod} cannot look up names";
        }

        foreach (var pod in set.Silos.Where(pod => !Leaving(set, pod).Any(rule => Opens(rule, 5432))))
        {
            yield return $"{pod} cannot reach a database";
        }
    }

    /// <summary>Whether policies of both ends let a connection through.</summary>
    public static bool IsOpen(ManifestSet set, Pod from, Pod to, long port) =>
        Leaving(set, from).Any(rule => Opens(rule, port) && rule.Items("to").Any(peer => Means(peer, to)))
        && Policies(set, to).SelectMany(policy => policy.Spec.Items("ingress")).Any(rule => Opens(rule, port) && rule.Items("from").Any(peer => Means(peer, from)));

    private static IEnumerable<(Pod From, Pod To, long Port)> Needed(ManifestSet set) =>
        from source in set.Pods
        from target in set.Pods
        from port in target.Ports
        where IsMeant(source, target, port)
        select (source, target, port);

    private static IEnumerable<(Pod From, Pod To, long Port)> Closed(ManifestSet set) =>
        from source in set.Pods
        from target in set.Pods
        from port in target.Ports
        where !IsMeant(source, target, port)
        select (source, target, port);

    // The whole of who may talk to whom.
    private static bool IsMeant(Pod from, Pod to, long port) => (KindOf(from), KindOf(to), NameOf(to, port)) switch
    {
        ("silo", "silo", "silo") => true,
        ("client", "silo", "gateway") => true,
        ("silo", "postgres", "postgres") => true,
        ("silo" or "client", "telemetry-collector", "otlp-http") => true,
        _ => false,
    };

    private static string KindOf(Pod pod) => pod.Labels.GetValueOrDefault("app.kubernetes.io/name", "").Replace("reagent-", "", StringComparison.Ordinal);

    private static string? NameOf(Pod pod, long port) =>
        pod.Containers.SelectMany(container => container.Items("ports")).First(candidate => candidate.Number("containerPort") == port).Text("name");

    private static bool Means(JsonNode peer, Pod pod) => peer.At("namespaceSelector") is null && peer.At("podSelector") is { } selector && pod.Matches(selector);

    private static bool Opens(JsonNode rule, long port) => PortsIn([rule]).Contains(port);

    private static IEnumerable<long> PortsIn(IEnumerable<JsonNode> rules) => rules.SelectMany(rule => rule.Items("ports")).Select(port => port.Number("port") ?? 0);

    private static IEnumerable<JsonNode> Leaving(ManifestSet set, Pod pod) => Policies(set, pod).SelectMany(policy => policy.Spec.Items("egress"));

    private static IEnumerable<Manifest> Policies(ManifestSet set, Pod pod) => set.OfKind("NetworkPolicy").Where(policy => pod.Matches(policy.Spec.At("podSelector")));

    private static IEnumerable<string> Types(Manifest policy) => policy.Spec.Items("policyTypes").Select(type => type.ToString()).Order();

    private static IEnumerable<JsonNode> Rules(Manifest policy, string direction, string peers) => policy.Spec.Items(direction).SelectMany(rule => rule.Items(peers));
}
