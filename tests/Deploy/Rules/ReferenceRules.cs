using System.Text.Json.Nodes;
using ReAgent.Deploy.Tests.Manifests;

namespace ReAgent.Deploy.Tests.Rules;

/// <summary>What one object says of another must be so.</summary>
internal static class ReferenceRules
{
    /// <summary>Every selector selects something.</summary>
    public static IEnumerable<string> Selectors(ManifestSet set)
    {
        foreach (var pod in set.Pods.Where(pod => pod.Owner.Spec.At("selector") is not null))
        {
            if (!pod.Matches(pod.Owner.Spec.At("selector")))
            {
                yield return $"{pod}: its selector does not match its own pods";
            }

            foreach (var spread in pod.Spec.Items("topologySpreadConstraints").Where(spread => !pod.Matches(spread.At("labelSelector"))))
            {
                yield return $"{pod}: the spread over {spread.Text("topologyKey")} does not count its own pods";
            }
        }

        foreach (var service in set.OfKind("Service"))
        {
            var selector = new JsonObject { ["matchLabels"] = service.Spec.At("selector")?.DeepClone() };
            var selected = set.Pods.Where(pod => pod.Matches(selector)).ToArray();
            if (selected.Length == 0)
            {
                yield return $"{service}: its selector matches no pod";
            }

            foreach (var port in service.Spec.Items("ports"))
            {
                foreach (var pod in selected.Where(pod => PortOf(pod, port.Text("targetPort") ?? port.Text("port")!) is null))
                {
                    yield return $"{service}: {pod} has no port '{port.Text("targetPort")}'";
                }
            }
        }

        foreach (var budget in set.OfKind("PodDisruptionBudget").Where(budget => !set.Pods.Any(pod => pod.Matches(budget.Spec.At("selector")))))
        {
            yield return $"{budget}: its selector matches no pod";
        }

        foreach (var policy in set.OfKind("NetworkPolicy"))
        {
            foreach (var selector in NetworkRules.PodSelectors(policy).Where(selector => !set.Pods.Any(pod => pod.Matches(selector))))
            {
                yield return $"{policy}: its selector {selector.ToJsonString()} matches no pod";
            }
        }

        foreach (var scaler in set.OfKind("HorizontalPodAutoscaler"))
        {
            var target = scaler.Spec.At("scaleTargetRef");
            if (set.Find(target.Text("kind") ?? "", target.Text("name")) is not { } scaled)
            {
                yield return $"{scaler}: there is no {target.Text("kind")} {target.Text("name")}";
            }
            else if (scaled.Spec.At("replicas") is not null)
            {
                yield return $"{scaler}: {scaled} sets replicas, which every 'apply' would set back";
            }
        }
    }

    /// <summary>Every ConfigMap, claim, account and key that a pod names is there; every secret is one that is documented as to be supplied.</summary>
    public static IEnumerable<string> Names(ManifestSet set)
    {
        foreach (var secret in set.OfKind("Secret"))
        {
            yield return $"{secret}: secrets are supplied, not kept with the manifests";
        }

        foreach (var pod in set.Pods)
        {
            if (set.Find("ServiceAccount", pod.Spec.Text("serviceAccountName")) is null)
            {
                yield return $"{pod}: there is no ServiceAccount {pod.Spec.Text("serviceAccountName")}";
            }

            var volumes = pod.Spec.Items("volumes");
            foreach (var volume in volumes)
            {
                var missing = (volume.Text("configMap", "name"), volume.Text("persistentVolumeClaim", "claimName"), volume.Text("secret", "secretName")) switch
                {
                    ({ } map, _, _) when set.Find("ConfigMap", map) is null => $"ConfigMap {map}",
                    (_, { } claim, _) when set.Find("PersistentVolumeClaim", claim) is null => $"PersistentVolumeClaim {claim}",
                    (_, _, { } secret) when !SuppliedSecrets.Keys.ContainsKey(secret) => $"secret {secret} among those to be supplied",
                    _ => null,
                };
                if (missing is not null)
                {
                    yield return $"{pod}: there is no {missing}";
                }
            }

            var claims = pod.Owner.Spec.Items("volumeClaimTemplates").Select(claim => claim.Text("metadata", "name"));
            var known = volumes.Select(volume => volume.Text("name")).Concat(claims).ToArray();
            foreach (var mount in pod.Containers.SelectMany(container => container.Items("volumeMounts")).Where(mount => !known.Contains(mount.Text("name"))))
            {
                yield return $"{pod}: there is no volume '{mount.Text("name")}'";
            }

            foreach (var unused in known.Except(pod.Containers.SelectMany(container => container.Items("volumeMounts")).Select(mount => mount.Text("name"))))
            {
                yield return $"{pod}: nobody mounts the volume '{unused}'";
            }

            foreach (var problem in pod.Containers.SelectMany(container => Keys(set, container)))
            {
                yield return $"{pod}: {problem}";
            }
        }
    }

    /// <summary>The number of a port that is named by number or name; null for none.</summary>
    public static long? PortOf(Pod pod, string port) =>
        pod.Containers.SelectMany(container => container.Items("ports"))
            .FirstOrDefault(candidate => candidate.Text("name") == port || candidate.Text("containerPort") == port).Number("containerPort");

    private static IEnumerable<string> Keys(ManifestSet set, JsonNode container)
    {
        foreach (var map in container.Items("envFrom").Select(source => source.Text("configMapRef", "name")).Where(map => set.Find("ConfigMap", map) is null))
        {
            yield return $"there is no ConfigMap {map}";
        }

        foreach (var source in container.Items("env").Select(variable => variable.At("valueFrom")).OfType<JsonNode>())
        {
            if (source.At("configMapKeyRef") is { } key && set.Find("ConfigMap", key.Text("name"))?.Json.At("data", key.Text("key") ?? "") is null)
            {
                yield return $"there is no key {key.Text("key")} in a ConfigMap {key.Text("name")}";
            }

            if (source.At("secretKeyRef") is { } secret && !SuppliedSecrets.Keys.GetValueOrDefault(secret.Text("name") ?? "", []).Contains(secret.Text("key") ?? ""))
            {
                yield return $"there is no key {secret.Text("key")} in a secret {secret.Text("name")} among those to be supplied";
            }
        }

        foreach (var probe in new[] { "startupProbe", "livenessProbe", "readinessProbe" })
        {
            if (container.Text(probe, "httpGet", "port") is { } port && !container.Items("ports").Any(known => known.Text("name") == port || known.Text("containerPort") == port))
            {
                yield return $"{probe} asks port '{port}', which the container does not have";
            }
        }
    }
}
