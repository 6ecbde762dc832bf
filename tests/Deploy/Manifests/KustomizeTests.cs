using Xunit;

namespace ReAgent.Deploy.Tests.Manifests;

public class KustomizeTests
{
    [Theory]
    [InlineData("""{ "clientVersion": { "gitVersion": "v1.32.3" }, "kustomizeVersion": "v5.5.0" }""", true)]
    [InlineData("""{ "clientVersion": { "gitVersion": "v1.26.0" }, "kustomizeVersion": "v4.5.7" }""", false)]
    [InlineData("""{ "clientVersion": { "gitVersion": "v1.20.2" } }""", false)]
    [InlineData("v5.0.1\n", true)]
    [InlineData("v4.5.7\n", false)]
    [InlineData("{Version:kustomize/v3.8.7 GitCommit:ad092cc7a91c07fdf63a2e4b7f13fa588a39af4e}", false)]
    public void A_kustomize_that_knows_no_components_is_not_used(string version, bool isNewEnough) =>
        Assert.Equal(isNewEnough, Kustomize.IsNewEnough(version));
}
