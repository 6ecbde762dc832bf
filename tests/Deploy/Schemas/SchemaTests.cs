using System.Text.Json.Nodes;
using ReAgent.Deploy.Tests.Manifests;
using Xunit;

namespace ReAgent.Deploy.Tests.Schemas;

public class SchemaTests(RenderedManifests rendered) : IClassFixture<RenderedManifests>
{
    private readonly SchemaValidator _validator = SchemaValidator.Load();

    [Theory]
    [MemberData(nameof(RenderedManifests.Folders), MemberType = typeof(RenderedManifests))]
    public void Every_rendered_object_is_one_of_the_Kubernetes_API(string folder)
    {
        var set = rendered[folder];
        Assert.NotEmpty(set.All);
        Assert.Empty(set.All.SelectMany(_validator.Validate));
    }

    // Holds without kustomize as well: what a base lists is whole, so it can be checked as it stands.
    [Theory]
    [InlineData("base")]
    [InlineData("components/postgres")]
    [InlineData("client")]
    public void Every_file_of_a_base_is_whole(string folder)
    {
        var list = YamlDocuments.Parse(Repository.Read($"deploy/k8s/{folder}/kustomization.yaml")).Single().Items("resources").Select(name => name.ToString()).ToArray();
        Assert.NotEmpty(list);
        Assert.Empty(list.SelectMany(file => ManifestSet.Parse(Repository.Read($"deploy/k8s/{folder}/{file}")).All).SelectMany(_validator.Validate));
    }

    [Fact]
    public void Every_keyword_of_the_schemas_is_checked() => Assert.Empty(_validator.UnknownKeywords());

    public static TheoryData<string, string> Mistakes => new()
    {
        { """{"apiVersion":"apps/v1","kind":"Deployments","metadata":{"name":"a"}}""", "no kind" },
        { """{"apiVersion":"apps/v2","kind":"Deployment","metadata":{"name":"a"}}""", "no kind" },
        { """{"apiVersion":"v1","kind":"Service","metadata":{"name":"a"},"spec":{"ports":[{"name":"web"}]}}""", ".spec.ports[0].port is missing" },
        { """{"apiVersion":"v1","kind":"Service","metadata":{"name":"a"},"spec":{"selektor":{}}}""", ".spec.selektor is no field" },
        { """{"apiVersion":"v1","kind":"Service","metadata":{"name":"a"},"spec":{"ports":[{"port":"80"}]}}""", "integer is wanted" },
        { """{"apiVersion":"v1","kind":"Service","metadata":{"name":"a"},"spec":{"ports":[{"port":3000000000}]}}""", "int32 is wanted" },
        { """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{"a":1}}""", "string is wanted" },
        { """{"apiVersion":"v1","kind":"PersistentVolumeClaim","metadata":{"name":"a"},"spec":{"resources":{"requests":{"storage":"5 GB"}}}}""", "quantity is wanted" },
        { """{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"a"},"automountServiceAccountToken":"false"}""", "boolean is wanted" },
        { """{"apiVersion":"v1","kind":"Service","metadata":"a"}""", "object is wanted" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_found_and_named(string json, string expected)
    {
        var problem = Assert.Single(_validator.Validate(new Manifest(JsonNode.Parse(json)!)));
        Assert.Contains(expected, problem);
    }
}
