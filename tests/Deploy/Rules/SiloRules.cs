using ReAgent.Deploy.Tests.Manifests;
using ReAgent.Silo.Settings;

namespace ReAgent.Deploy.Tests.Rules;

/// <summary>What must hold between silos' manifests and silos.</summary>
internal static class SiloRules
{
    /// <summary>Variables of OpenTelemetry that the exporter reads.</summary>
    internal static readonly string[] TelemetryVariables =
        ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_SERVICE_NAME", "OTEL_RESOURCE_ATTRIBUTES", "OTEL_TRACES_SAMPLER", "OTEL_TRACES_SAMPLER_ARG"];

    private static readonly string[] RuntimeVariables = ["DOTNET_GCHeapHardLimitPercent", "OMP_WAIT_POLICY"];

    /// <summary>The silo's own reader takes the settings, and they say what a silo of a cluster needs.</summary>
    public static IEnumerable<string> Settings(ManifestSet set, SuppliedSecrets secrets)
    {
        foreach (var pod in set.Silos)
        {
            foreach (var variable in SiloStart.Environment(set, pod).Keys.Where(name => !name.StartsWith("REAGENT_", StringComparison.Ordinal))
                         .Except(TelemetryVariables).Except(RuntimeVariables))
            {
                yield return $"{pod}: nothing in a silo reads {variable}";
            }

            SiloSettings? settings = null;
            string[] wrong = [];
            try
            {
                settings = SiloStart.Settings(set, pod, secrets);
            }
            catch (SettingsException exception)
            {
                wrong = [.. exception.Problems];
            }

            foreach (var problem in wrong)
            {
                yield return $"{pod}: {problem}";
            }

            if (settings is null)
            {
                continue;
            }

            (bool Holds, string Otherwise)[] needs =
            [
                (settings.Database is not null, "a silo without a database is a cluster of its own"),
                (!settings.IsLoopbackOnly, "REAGENT_ADDRESS must come from status.podIP: nobody reaches a loopback address"),
                (settings.SiloName.Contains('-', StringComparison.Ordinal), "REAGENT_SILO_NAME must come from metadata.name"),
                (RolesOf(settings) == ComponentOf(pod), $"component '{ComponentOf(pod)}' has the roles '{RolesOf(settings)}'"),
                (settings.GatewayPort != 0 && settings.HttpPort != 0, "gateway and health need their ports"),
                (settings.HttpAddress.Equals(System.Net.IPAddress.Any), "health must be served at 0.0.0.0, where the kubelet asks"),
                (settings.Workers <= CoresOf(pod), $"{settings.Workers} pieces of work at once, for {CoresOf(pod)} cores that are asked for"),
                (settings.Devices.Length == GpusOf(pod), $"{settings.Devices.Length} devices in the settings, {GpusOf(pod)} in the limits"),
            ];
            foreach (var (_, otherwise) in needs.Where(need => !need.Holds))
            {
                yield return $"{pod}: {otherwise}";
            }
        }
    }

    /// <summary>The ports of the container are those of the settings, by their names.</summary>
    public static IEnumerable<string> Ports(ManifestSet set) =>
        from pod in set.Silos
        from port in new[] { (Name: "silo", Setting: "silo-port"), (Name: "gateway", Setting: "gateway-port"), (Name: "health", Setting: "http-port") }
        let wanted = SiloStart.Setting(set, pod, port.Setting)
        let given = pod.Silo.Items("ports").Named(port.Name).Text("containerPort") ?? "missing"
        where given != wanted
        select $"{pod}: container port '{port.Name}' is {given}; the setting {port.Setting} is {wanted}";

    /// <summary>Each probe asks what the silo serves for it, and waits as long as the answer may take.</summary>
    public static IEnumerable<string> Probes(ManifestSet set)
    {
        foreach (var pod in set.Silos)
        {
            foreach (var (name, path) in new[] { ("startupProbe", "/health/startup"), ("livenessProbe", "/health/live"), ("readinessProbe", "/health/ready") })
            {
                var probe = pod.Silo.At(name);
                if (probe.Text("httpGet", "path") != path || probe.Text("httpGet", "port") is not { } port
                    || (port != "health" && port != SiloStart.Setting(set, pod, "http-port")))
                {
                    yield return $"{pod}: {name} must ask {path} at port health";
                }
            }

            // Whether the database answers is known after half a lease at the latest.
            if ((pod.Silo.Number("readinessProbe", "timeoutSeconds") ?? 1) * 2 <= Seconds(set, pod, "lease-seconds"))
            {
                yield return $"{pod}: readinessProbe must wait longer than half of lease-seconds";
            }

            // A silo waits a minute for a database that is starting.
            if (pod.Silo.Number("startupProbe", "failureThreshold") * (pod.Silo.Number("startupProbe", "periodSeconds") ?? 10) is not > 90)
            {
                yield return $"{pod}: startupProbe must allow more than 90 seconds";
            }
        }
    }

    /// <summary>A silo gets to the end of its graceful stop, and a little more.</summary>
    public static IEnumerable<string> Drain(ManifestSet set) =>
        from pod in set.Silos
        let grace = pod.Spec.Number("terminationGracePeriodSeconds") ?? 30
        let drain = Seconds(set, pod, "drain-seconds")
        where grace < drain + 10
        select $"{pod}: terminationGracePeriodSeconds is {grace}; drain-seconds is {drain}, and 10 more are wanted";

    /// <summary>Every path of the settings is on a volume: secrets read only, the data root on the shared claim.</summary>
    public static IEnumerable<string> Paths(ManifestSet set)
    {
        foreach (var pod in set.Silos)
        {
            foreach (var name in new[] { "database-file", "tls-certificate", "tls-key", "tls-authority", "tokens-file" })
            {
                var path = SiloStart.Setting(set, pod, name);
                var mount = pod.Silo.Items("volumeMounts").FirstOrDefault(mount => path.StartsWith(mount.Text("mountPath") + "/", StringComparison.Ordinal));
                var secret = pod.Spec.Items("volumes").Named(mount.Text("name")).Text("secret", "secretName");
                var key = mount is null ? "" : path[(mount.Text("mountPath")!.Length + 1)..];
                if (mount is null || secret is null || !mount.IsTrue("readOnly") || !SuppliedSecrets.Keys.GetValueOrDefault(secret, []).Contains(key))
                {
                    yield return $"{pod}: {name} is '{path}', which is no key of a secret that is mounted read only";
                }
            }

            var root = SiloStart.Setting(set, pod, "data-root");
            var data = pod.Silo.Items("volumeMounts").FirstOrDefault(mount => mount.Text("mountPath") == root);
            if (data is null || data.IsTrue("readOnly") || pod.Spec.Items("volumes").Named(data.Text("name")).Text("persistentVolumeClaim", "claimName") != "reagent-data")
            {
                yield return $"{pod}: data-root is '{root}', where the claim reagent-data is not mounted for writing";
            }
        }
    }

    private static string RolesOf(SiloSettings settings) => string.Join(',', settings.Roles);

    private static string ComponentOf(Pod pod) => pod.Labels.GetValueOrDefault("app.kubernetes.io/component", "");

    private static double CoresOf(Pod pod) => Quantity.TryParse(pod.Silo.Text("resources", "requests", "cpu"), out var cores) ? Math.Ceiling(cores) : 0;

    private static long GpusOf(Pod pod) => pod.Silo.Number("resources", "limits", "nvidia.com/gpu") ?? (pod.Silo.Text("resources", "limits", "nvidia.com/gpu") is { } text ? long.Parse(text, null) : 0);

    private static double Seconds(ManifestSet set, Pod pod, string name) => double.Parse(SiloStart.Setting(set, pod, name), System.Globalization.CultureInfo.InvariantCulture);
}
