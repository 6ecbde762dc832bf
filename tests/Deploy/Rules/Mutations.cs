using System.Text.Json.Nodes;
using ReAgent.Deploy.Tests.Manifests;
using Xunit;

namespace ReAgent.Deploy.Tests.Rules;

/// <summary>Mistakes that people make in manifests: the rule that finds each, what it says, and the mistake itself.</summary>
internal static class Mutations
{
    /// <summary>The names of all.</summary>
    public static TheoryData<string> Names => [.. All.Keys];

    public static IReadOnlyDictionary<string, (string Rule, string Expected, Func<ManifestSet, ManifestSet?> Apply)> All { get; } =
        new Dictionary<string, (string, string, Func<ManifestSet, ManifestSet?>)>
        {
            ["misspelt option"] = ("settings", "--role is no setting of a silo; did you mean --roles?", Data(silo => silo["args"] = new JsonArray("--role=data"))),
            ["misspelt variable"] = ("settings", "REAGENT_DRAIN_SECOND is no setting", Shared(settings => settings["REAGENT_DRAIN_SECOND"] = "25")),
            ["value out of range"] = ("settings", "a whole number from 0 to 65535 is wanted", Shared(settings => settings["REAGENT_HTTP_PORT"] = "808080")),
            ["unknown role"] = ("settings", "did you mean data?", Data(silo => silo["args"] = new JsonArray("--roles=date"))),
            ["roles of the other component"] = ("settings", "component 'data' has the roles 'trainer'", Data(silo => silo["args"] = new JsonArray("--roles=trainer"))),
            ["no TLS"] = ("settings", "which needs TLS", Shared(settings => Remove(settings, "REAGENT_TLS_CERTIFICATE", "REAGENT_TLS_KEY", "REAGENT_TLS_AUTHORITY"))),
            ["no tokens"] = ("settings", "where callers must say who they are", Shared(settings => Remove(settings, "REAGENT_TOKENS_FILE"))),
            ["no database"] = ("settings", "a cluster of its own", Shared(settings => Remove(settings, "REAGENT_DATABASE_FILE"))),
            ["key in the place of the certificate"] = ("settings", "tls.key' holds no certificate", Shared(settings => settings["REAGENT_TLS_CERTIFICATE"] = "/etc/reagent/tls/tls.key")),
            ["no address"] = ("settings", "REAGENT_ADDRESS must come from status.podIP", Data(silo => RemoveNamed(silo["env"], "REAGENT_ADDRESS"))),
            ["no name"] = ("settings", "REAGENT_SILO_NAME must come from metadata.name", Data(silo => Named(silo["env"], "REAGENT_SILO_NAME")["valueFrom"]!["fieldRef"]!["fieldPath"] = "spec.nodeName")),
            ["more work than cores"] = ("settings", "64 pieces of work at once", Data(silo => Replace(silo["env"], new JsonObject { ["name"] = "REAGENT_WORKERS", ["value"] = "64" }))),
            ["accelerator without its limit"] = ("settings", "1 devices in the settings, 0 in the limits", Trainer(silo => Remove(silo["resources"]!["limits"], "nvidia.com/gpu"))),
            ["health on loopback"] = ("settings", "health must be served at 0.0.0.0", Shared(settings => settings["REAGENT_HTTP_ADDRESS"] = "127.0.0.1")),
            ["variable that nothing reads"] = ("settings", "nothing in a silo reads OTEL_ENDPOINT", Shared(settings => settings["OTEL_ENDPOINT"] = "http://collector")),
            ["certificate of clients"] = ("settings", "is not a silo's", Pod("Deployment", "reagent-data", pod => Named(pod["volumes"], "tls")["secret"]!["secretName"] = "reagent-client-tls")),
            ["command that is none"] = ("client", "'runs /experiment/experiment.yaml' begins with no command", Client(client => client["args"]![0] = "runs")),
            ["variable that no client reads"] = ("client", "reads REAGENT_GATEWAY", Client(client => Named(client["env"], "REAGENT_CLUSTER")["name"] = "REAGENT_GATEWAY")),
            ["certificate of no key"] = ("client", "'/etc/reagent/tls/client.crt' is no key", Client(client => Named(client["env"], "REAGENT_TLS_CERTIFICATE")["value"] = "/etc/reagent/tls/client.crt")),
            ["experiment that is not there"] = ("client", "'/experiment/mine.yaml' is no key", Client(client => client["args"]![1] = "/experiment/mine.yaml")),
            ["gateway at another port"] = ("client", "there is no service 'reagent-gateway:11111'", Client(client => Named(client["env"], "REAGENT_CLUSTER")["value"] = "reagent-gateway:11111")),
            ["port of the setting moved"] = ("ports", "container port 'silo' is 11111; the setting silo-port is 11112", Shared(settings => settings["REAGENT_SILO_PORT"] = "11112")),
            ["port of the container moved"] = ("ports", "container port 'gateway' is 30001", Data(silo => Named(silo["ports"], "gateway")["containerPort"] = 30001)),
            ["probe of another path"] = ("probes", "livenessProbe must ask /health/live", Data(silo => silo["livenessProbe"]!["httpGet"]!["path"] = "/healthz")),
            ["liveness that asks whether it is ready"] = ("probes", "livenessProbe must ask /health/live", Data(silo => silo["livenessProbe"]!["httpGet"]!["path"] = "/health/ready")),
            ["probe of another port"] = ("probes", "readinessProbe must ask", Data(silo => silo["readinessProbe"]!["httpGet"]!["port"] = "gateway")),
            ["no startup probe"] = ("probes", "startupProbe must ask", Data(silo => Remove(silo, "startupProbe"))),
            ["impatient readiness"] = ("probes", "wait longer than half of lease-seconds", Data(silo => silo["readinessProbe"]!["timeoutSeconds"] = 3)),
            ["impatient start"] = ("probes", "allow more than 90 seconds", Data(silo => silo["startupProbe"]!["failureThreshold"] = 10)),
            ["drain beyond the grace"] = ("drain", "drain-seconds is 40", Shared(settings => settings["REAGENT_DRAIN_SECONDS"] = "40")),
            ["no grace"] = ("drain", "terminationGracePeriodSeconds is 30", Pod("Deployment", "reagent-trainer", pod => Remove(pod, "terminationGracePeriodSeconds"))),
            ["data root beside the volume"] = ("paths", "data-root is '/var/data'", Shared(settings => settings["REAGENT_DATA_ROOT"] = "/var/data")),
            ["secret mounted elsewhere"] = ("paths", "database-file is '/etc/reagent/database/connection'", Data(silo => Named(silo["volumeMounts"], "database")["mountPath"] = "/etc/database")),
            ["path of no key"] = ("paths", "tls-authority is '/etc/reagent/tls/authority.crt'", Shared(settings => settings["REAGENT_TLS_AUTHORITY"] = "/etc/reagent/tls/authority.crt")),
            ["secret mounted for writing"] = ("paths", "tokens-file is", Data(silo => Remove(Named(silo["volumeMounts"], "tokens"), "readOnly"))),
            ["namespace without enforcement"] = ("pod security", "enforced as restricted", Changed("Namespace", "reagent", space => space["metadata"]!["labels"]!["pod-security.kubernetes.io/enforce"] = "baseline")),
            ["root"] = ("pod security", "runAsUser must be a number above 0", Pod("Deployment", "reagent-data", pod => pod["securityContext"]!["runAsUser"] = 0)),
            ["perhaps root"] = ("pod security", "runAsNonRoot must be true", Pod("StatefulSet", "reagent-postgres", pod => Remove(pod["securityContext"], "runAsNonRoot"))),
            ["no seccomp"] = ("pod security", "seccompProfile must be RuntimeDefault", Pod("Deployment", "reagent-telemetry-collector", pod => Remove(pod["securityContext"], "seccompProfile"))),
            ["privilege escalation"] = ("pod security", "allowPrivilegeEscalation must be false", Data(silo => Remove(silo["securityContext"], "allowPrivilegeEscalation"))),
            ["capability"] = ("pod security", "all capabilities must be dropped", Data(silo => silo["securityContext"]!["capabilities"]!["add"] = new JsonArray("NET_ADMIN"))),
            ["writable root"] = ("pod security", "readOnlyRootFilesystem must be true", Data(silo => silo["securityContext"]!["readOnlyRootFilesystem"] = false)),
            ["no /tmp"] = ("pod security", "/tmp must be an emptyDir", Data(silo => RemoveNamed(silo["volumeMounts"], "scratch"))),
            ["account token"] = ("pod security", "automountServiceAccountToken must be false", Pod("Job", "reagent-client", pod => pod["automountServiceAccountToken"] = true)),
            ["service links"] = ("pod security", "enableServiceLinks must be false", Pod("Deployment", "reagent-data", pod => Remove(pod, "enableServiceLinks"))),
            ["node's files"] = ("pod security", "the node's files", Pod("Deployment", "reagent-data", pod => pod["volumes"]!.AsArray().Add(JsonNode.Parse("""{"name":"node","hostPath":{"path":"/"}}""")))),
            ["limit of the processor"] = ("resources", "silo has a limit of the processor", Data(silo => silo["resources"]!["limits"]!["cpu"] = "4")),
            ["no limit of memory"] = ("resources", "has no limit of memory", Data(silo => Remove(silo["resources"]!["limits"], "memory"))),
            ["limit below the request"] = ("resources", "or one below what it asks for", Data(silo => silo["resources"]!["limits"]!["memory"] = "64Mi")),
            ["no request"] = ("resources", "asks for no processor", Data(silo => Remove(silo["resources"]!["requests"], "cpu"))),
            ["latest"] = ("images", "'reagent:latest' has neither", Data(silo => silo["image"] = "reagent:latest")),
            ["no tag"] = ("images", "'registry.example:5000/reagent' has neither", Data(silo => silo["image"] = "registry.example:5000/reagent")),
            ["selector of nothing"] = ("selectors", "its selector matches no pod", Changed("Service", "reagent-gateway", service => service["spec"]!["selector"]!["app.kubernetes.io/name"] = "reagent-silos")),
            ["service of no port"] = ("selectors", "has no port 'gate'", Changed("Service", "reagent-gateway", service => service["spec"]!["ports"]![0]!["targetPort"] = "gate")),
            ["workload without its pods"] = ("selectors", "does not match its own pods", Changed("Deployment", "reagent-data", silos => Remove(silos["spec"]!["template"]!["metadata"]!["labels"], "app.kubernetes.io/component"))),
            ["spread of others"] = ("selectors", "does not count its own pods", Pod("Deployment", "reagent-data", pod => pod["topologySpreadConstraints"]![0]!["labelSelector"]!["matchLabels"]!["app.kubernetes.io/component"] = "trainer")),
            ["budget of nothing"] = ("selectors", "PodDisruptionBudget reagent-trainer: its selector", Changed("PodDisruptionBudget", "reagent-trainer", budget => budget["spec"]!["selector"]!["matchLabels"]!["app.kubernetes.io/component"] = "train")),
            ["policy of nothing"] = ("selectors", "NetworkPolicy silos: its selector", Changed("NetworkPolicy", "silos", policy => policy["spec"]!["podSelector"]!["matchLabels"]!["app.kubernetes.io/name"] = "silo")),
            ["scaler of nothing"] = ("selectors", "there is no Deployment reagent", Changed("HorizontalPodAutoscaler", "reagent-data", scaler => scaler["spec"]!["scaleTargetRef"]!["name"] = "reagent")),
            ["scaler against replicas"] = ("selectors", "sets replicas", Changed("Deployment", "reagent-data", silos => silos["spec"]!["replicas"] = 2)),
            ["missing ConfigMap"] = ("names", "there is no ConfigMap reagent-settings", Data(silo => silo["envFrom"]![0]!["configMapRef"]!["name"] = "reagent-settings")),
            ["missing claim"] = ("names", "there is no PersistentVolumeClaim data", Pod("Deployment", "reagent-data", pod => Named(pod["volumes"], "data")["persistentVolumeClaim"]!["claimName"] = "data")),
            ["secret that nobody knows of"] = ("names", "there is no secret tls", Pod("Deployment", "reagent-data", pod => Named(pod["volumes"], "tls")["secret"]!["secretName"] = "tls")),
            ["key of no secret"] = ("names", "there is no key value", Changed("Job", "reagent-client", job => Named(job["spec"]!["template"]!["spec"]!["containers"]![0]!["env"], "REAGENT_TOKEN")["valueFrom"]!["secretKeyRef"]!["key"] = "value")),
            ["mount of no volume"] = ("names", "there is no volume 'database'", Pod("Deployment", "reagent-data", pod => RemoveNamed(pod["volumes"], "database"))),
            ["missing account"] = ("names", "there is no ServiceAccount default", Pod("Deployment", "reagent-data", pod => pod["serviceAccountName"] = "default")),
            ["probe of no port"] = ("names", "asks port 'http'", Changed("Deployment", "reagent-telemetry-collector", collector => collector["spec"]!["template"]!["spec"]!["containers"]![0]!["livenessProbe"]!["httpGet"]!["port"] = "http")),
            ["secret kept with the manifests"] = ("names", "secrets are supplied", set => new ManifestSet([.. set.All, new Manifest(JsonNode.Parse("""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"reagent-tls"}}""")!)])),
            ["no default"] = ("network", "denies everything by default", set => new ManifestSet([.. set.All.Where(manifest => manifest.Name != "default-deny")])),
            ["port moved without its policy"] = ("network", "lets port 11111 in, which", Data(silo => Named(silo["ports"], "silo")["containerPort"] = 11112)),
            ["silos closed to silos"] = ("network", "must reach Deployment reagent-data at 11111", Changed("NetworkPolicy", "silos", policy => policy["spec"]!["ingress"]!.AsArray().RemoveAt(0))),
            ["clients let in between silos"] = ("network", "Job reagent-client may reach Deployment reagent-data at 11111", OpenToClients),
            ["open to all"] = ("network", "is open to all", Changed("NetworkPolicy", "silos", policy => Remove(policy["spec"]!["ingress"]![0], "from"))),
            ["no way to the database"] = ("network", "cannot reach a database", set => new ManifestSet([.. set.All.Where(manifest => manifest.Name != "silos-to-database")])),
            ["no names"] = ("network", "cannot look up names", set => new ManifestSet([.. set.All.Where(manifest => !(manifest.Kind == "NetworkPolicy" && manifest.Name == "names"))])),
        };

    private static Func<ManifestSet, ManifestSet?> Changed(string kind, string name, Action<JsonNode> change) => set =>
    {
        change(set.The(kind, name));
        return null;
    };

    private static Func<ManifestSet, ManifestSet?> Pod(string kind, string name, Action<JsonNode> change) =>
        Changed(kind, name, owner => change(owner["spec"]!["template"]!["spec"]!));

    private static Func<ManifestSet, ManifestSet?> Silo(string name, Action<JsonNode> change) =>
        Pod("Deployment", name, pod => change(Named(pod["containers"], "silo")));

    private static Func<ManifestSet, ManifestSet?> Data(Action<JsonNode> change) => Silo("reagent-data", change);

    private static Func<ManifestSet, ManifestSet?> Trainer(Action<JsonNode> change) => Silo("reagent-trainer", change);

    private static Func<ManifestSet, ManifestSet?> Client(Action<JsonNode> change) => Pod("Job", "reagent-client", pod => change(Named(pod["containers"], "client")));

    private static Func<ManifestSet, ManifestSet?> Shared(Action<JsonNode> change) => set =>
    {
        change(set.OfKind("ConfigMap").Single(map => map.Name.StartsWith("reagent-silo-", StringComparison.Ordinal)).Json["data"]!);
        return null;
    };

    private static ManifestSet? OpenToClients(ManifestSet set)
    {
        var client = JsonNode.Parse("""{"podSelector":{"matchLabels":{"reagent/client":"true"}}}""")!;
        set.The("NetworkPolicy", "silos")["spec"]!["ingress"]![0]!["from"]!.AsArray().Add(client);
        set.The("NetworkPolicy", "clients")["spec"]!["egress"]![0]!["ports"]!.AsArray().Add(JsonNode.Parse("""{"protocol":"TCP","port":11111}"""));
        return null;
    }

    private static JsonNode Named(JsonNode? list, string name) => list!.AsArray().Single(item => item!["name"]!.ToString() == name)!;

    private static void RemoveNamed(JsonNode? list, string name) => list!.AsArray().Remove(Named(list, name));

    private static void Replace(JsonNode? list, JsonNode item)
    {
        RemoveNamed(list, item["name"]!.ToString());
        list!.AsArray().Add(item);
    }

    private static void Remove(JsonNode? node, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            node!.AsObject().Remove(key);
        }
    }
}
