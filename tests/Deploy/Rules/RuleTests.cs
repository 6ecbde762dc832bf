using ReAgent.Deploy.Tests.Manifests;
using Xunit;

namespace ReAgent.Deploy.Tests.Rules;

public class RuleTests(RenderedManifests rendered, SuppliedSecrets secrets) : IClassFixture<RenderedManifests>, IClassFixture<SuppliedSecrets>
{
    public static TheoryData<string, string> RulesAndClusters()
    {
        var all = new TheoryData<string, string>();
        foreach (var (rule, folder) in from rule in ManifestRules.All.Keys from folder in RenderedManifests.ClusterFolders select (rule, folder))
        {
            all.Add(rule, folder);
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(RulesAndClusters))]
    public void A_cluster_keeps_the_rule(string rule, string folder) => Assert.Empty(ManifestRules.All[rule](rendered.WithClient(folder), secrets));

    [Theory]
    [MemberData(nameof(Mutations.Names), MemberType = typeof(Mutations))]
    public void A_broken_manifest_breaks_its_rule(string mutation)
    {
        var (rule, expected, apply) = Mutations.All[mutation];
        var broken = rendered.WithClient("overlays/gpu");
        var changed = apply(broken) ?? broken;
        Assert.Contains(ManifestRules.All[rule](changed, secrets), problem => problem.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_rule_is_seen_to_fail() =>
        Assert.Empty(ManifestRules.All.Keys.Except(Mutations.All.Values.Select(mutation => mutation.Rule)));
}
