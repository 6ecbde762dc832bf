using ReAgent.Deploy.Tests.Manifests;

namespace ReAgent.Deploy.Tests.Rules;

/// <summary>What must hold for all pods.</summary>
internal static class PodRules
{
    /// <summary>The restricted pod security standard, and no more than it: nothing may write but to volumes, and nobody talks to the Kubernetes API.</summary>
    public static IEnumerable<string> Security(ManifestSet set)
    {
        foreach (var space in set.OfKind("Namespace").Where(space => space.Json.Texts("metadata", "labels").GetValueOrDefault("pod-security.kubernetes.io/enforce") != "restricted"))
        {
            yield return $"{space}: pod security must be enforced as restricted";
        }

        foreach (var pod in set.Pods)
        {
            (bool Holds, string Otherwise)[] needs =
            [
                (pod.Spec.IsTrue("securityContext", "runAsNonRoot"), "runAsNonRoot must be true"),
                (pod.Spec.Number("securityContext", "runAsUser") is > 0, "runAsUser must be a number above 0"),
                (pod.Spec.Text("securityContext", "seccompProfile", "type") == "RuntimeDefault", "seccompProfile must be RuntimeDefault"),
                (pod.Spec.IsFalse("automountServiceAccountToken"), "automountServiceAccountToken must be false"),
                (pod.Spec.IsFalse("enableServiceLinks"), "enableServiceLinks must be false: a silo refuses variables such as REAGENT_GATEWAY_SERVICE_HOST"),
                (!pod.Spec.IsTrue("hostNetwork") && !pod.Spec.IsTrue("hostPID") && !pod.Spec.IsTrue("hostIPC"), "the node's network and processes are closed to it"),
                (!pod.Spec.Items("volumes").Any(volume => volume.At("hostPath") is not null), "the node's files are closed to it"),
                .. pod.Containers.SelectMany(Container),
                .. pod.Containers.Select(container => (Writes(pod, container), $"{container.Text("name")}: /tmp must be an emptyDir with a limit")),
            ];
            foreach (var (_, otherwise) in needs.Where(need => !need.Holds))
            {
                yield return $"{pod}: {otherwise}";
            }
        }
    }

    /// <summary>Every container asks for processor and memory and has a limit of memory; none has one of the processor, which would only slow it down.</summary>
    public static IEnumerable<string> Resources(ManifestSet set) =>
        from pod in set.Pods
        from container in pod.Containers
        let requests = container.At("resources", "requests")
        let limits = container.At("resources", "limits")
        from problem in new[]
        {
            Quantity.TryParse(requests.Text("cpu"), out _) ? null : "asks for no processor",
            Quantity.TryParse(requests.Text("memory"), out var least) ? null : "asks for no memory",
            Quantity.TryParse(limits.Text("memory"), out var most) && most >= least ? null : "has no limit of memory, or one below what it asks for",
            limits.At("cpu") is null ? null : "has a limit of the processor",
        }
        where problem is not null
        select $"{pod}: {container.Text("name")} {problem}";

    /// <summary>Every image has a version or a digest.</summary>
    public static IEnumerable<string> Images(ManifestSet set) =>
        from pod in set.Pods
        from container in pod.Containers
        let image = container.Text("image") ?? ""
        let name = image[(image.LastIndexOf('/') + 1)..]
        where !image.Contains("@sha256:", StringComparison.Ordinal) && (name.Split(':') is not [_, var tag] || !tag.Any(char.IsAsciiDigit))
        select $"{pod}: the image '{image}' has neither a version nor a digest";

    private static IEnumerable<(bool Holds, string Otherwise)> Container(System.Text.Json.Nodes.JsonNode container)
    {
        var name = container.Text("name");
        var context = container.At("securityContext");
        yield return (context.IsFalse("allowPrivilegeEscalation"), $"{name}: allowPrivilegeEscalation must be false");
        yield return (context.IsTrue("readOnlyRootFilesystem"), $"{name}: readOnlyRootFilesystem must be true");
        yield return (!context.IsTrue("privileged") && !context.IsFalse("runAsNonRoot"), $"{name}: it must not be privileged");
        yield return (context.Items("capabilities", "drop").Any(capability => capability.ToString() == "ALL") && context.Items("capabilities", "add").Count == 0,
            $"{name}: all capabilities must be dropped");
    }

    private static bool Writes(Pod pod, System.Text.Json.Nodes.JsonNode container) =>
        container.Items("volumeMounts").FirstOrDefault(mount => mount.Text("mountPath") == "/tmp") is { } scratch
        && pod.Spec.Items("volumes").Named(scratch.Text("name")).At("emptyDir", "sizeLimit") is not null;
}
