using System.Text.RegularExpressions;
using ReAgent.Deploy.Tests.Manifests;
using Xunit;

namespace ReAgent.Deploy.Tests;

public partial class ManifestFilesTests(RenderedManifests rendered) : IClassFixture<RenderedManifests>
{
    [Fact]
    public void The_client_runs_the_first_sample() => Assert.Equal(Repository.Read("samples/cartpole_offline_dqn.yaml"), Repository.Read("deploy/k8s/client/experiment.yaml"));

    [Fact]
    public void Production_and_accelerators_go_together()
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "production-gpu")).FullName;
        string Relative(string path) => Path.GetRelativePath(folder, Repository.PathOf($"deploy/k8s/{path}"));
        File.WriteAllText(Path.Combine(folder, "kustomization.yaml"), $"resources: [{Relative("overlays/production")}]\ncomponents: [{Relative("components/gpu")}]\n");
        var trainer = ManifestSet.Parse(Kustomize.Render(folder)).Container("Deployment", "reagent-trainer");
        Assert.Equal("1", trainer.Text("resources", "limits", "nvidia.com/gpu"));
    }

    [Fact]
    public void Production_has_no_database_of_its_own() => Assert.Null(rendered["overlays/production"].Find("StatefulSet", "reagent-postgres"));

    [Theory]
    [MemberData(nameof(RenderedManifests.Clusters), MemberType = typeof(RenderedManifests))]
    public void The_collector_listens_where_silos_send_and_prometheus_asks(string folder)
    {
        var set = rendered[folder];
        var config = YamlDocuments.Parse(set.OfKind("ConfigMap").Single(map => map.Name.Contains("collector", StringComparison.Ordinal)).Json.Text("data", "collector.yaml")!).Single();
        var ports = set.Pods.Single(pod => pod.Owner.Name == "reagent-telemetry-collector").Ports;
        string?[] endpoints =
            [config.Text("receivers", "otlp", "protocols", "http", "endpoint"), config.Text("exporters", "prometheus", "endpoint"), config.Text("extensions", "health_check", "endpoint")];
        Assert.Equal(ports.Select(port => $"0.0.0.0:{port}"), endpoints);
        foreach (var pipeline in new[] { "traces", "metrics", "logs" })
        {
            foreach (var part in new[] { "receivers", "processors", "exporters" })
            {
                Assert.All(config.Items("service", "pipelines", pipeline, part), name => Assert.NotNull(((System.Text.Json.Nodes.JsonObject)config.At(part)!).ContainsKey(name.ToString()) ? name : null));
            }
        }

        Assert.All(set.Silos, pod => Assert.Equal("http://reagent-telemetry-collector:4318", Rules.SiloStart.Environment(set, pod)["OTEL_EXPORTER_OTLP_ENDPOINT"]));
    }

    [Fact]
    public void A_client_is_not_started_again_for_a_policy_below_its_bar()
    {
        var rule = Assert.Single(rendered["client"].The("Job", "reagent-client").Items("spec", "podFailurePolicy", "rules"));
        var code = Assert.Single(rule.Items("onExitCodes", "values"));
        Assert.Equal("FailJob", rule.Text("action"));
        Assert.Contains($"{code} policy below passing_score_bar", Tool.Run("dotnet", Path.Combine(AppContext.BaseDirectory, "ReAgent.Client.dll"), "--help"));
    }

    [Fact]
    public void Commands_that_select_pods_by_name_find_them()
    {
        var labels = rendered.WithClient("overlays/dev").Pods.Select(pod => pod.Labels.GetValueOrDefault("app.kubernetes.io/name")).ToHashSet();
        var texts = Directory.EnumerateFiles(Repository.PathOf("client"), "*.cs", SearchOption.AllDirectories).Append(Repository.PathOf("docs/operations.md")).Select(File.ReadAllText);
        var asked = texts.SelectMany(text => Selector().Matches(text)).Select(match => match.Groups["name"].Value).ToArray();
        Assert.NotEmpty(asked);
        Assert.All(asked, name => Assert.Contains(name, labels));
    }

    [Fact]
    public void Certificates_are_renewed_under_the_same_authority()
    {
        var folder = Directory.CreateTempSubdirectory("reagent-certificates-").FullName;
        try
        {
            var script = Repository.PathOf("deploy/certificates/make.sh");
            Tool.Run("bash", script, folder, "2");
            var authority = File.ReadAllText(Path.Combine(folder, "authority", "ca.crt"));
            var first = File.ReadAllText(Path.Combine(folder, "silo", "tls.crt"));
            Tool.Run("bash", script, folder, "3");
            Assert.Equal(authority, File.ReadAllText(Path.Combine(folder, "silo", "ca.crt")));
            Assert.NotEqual(first, File.ReadAllText(Path.Combine(folder, "silo", "tls.crt")));
            Assert.Contains(": OK", Tool.Run("openssl", "verify", "-CAfile", Path.Combine(folder, "authority", "ca.crt"), Path.Combine(folder, "silo", "tls.crt")));
            Assert.Contains("TLS Web Server Authentication, TLS Web Client Authentication", UsagesOf("silo"));
            Assert.DoesNotContain("TLS Web Server Authentication", UsagesOf("client"));
            Assert.Equal("600", Tool.Run("stat", "--format=%a", Path.Combine(folder, "authority", "ca.key")).Trim());
            Assert.Throws<InvalidOperationException>(() => Tool.Run("bash", script, folder, "soon"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        string UsagesOf(string side) => Tool.Run("openssl", "x509", "-noout", "-ext", "extendedKeyUsage", "-in", Path.Combine(folder, side, "tls.crt"));
    }

    [GeneratedRegex("-l app\\.kubernetes\\.io/name=(?<name>[a-z-]+)")]
    private static partial Regex Selector();
}
