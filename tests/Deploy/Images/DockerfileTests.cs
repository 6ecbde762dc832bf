using System.Text.RegularExpressions;
using ReAgent.Deploy.Tests.Manifests;
using ReAgent.Silo.Settings;
using Xunit;

namespace ReAgent.Deploy.Tests.Images;

public partial class DockerfileTests(RenderedManifests rendered) : IClassFixture<RenderedManifests>
{
    private readonly IReadOnlyList<Instruction> _instructions = Instruction.Parse(Repository.Read("Dockerfile"));

    [Fact]
    public void Every_file_that_is_copied_exists_and_is_not_ignored()
    {
        var sources = _instructions.Where(instruction => instruction.Name == "COPY" && !instruction.Words[0].StartsWith("--from", StringComparison.Ordinal))
            .SelectMany(instruction => instruction.Words[..^1]).ToArray();
        Assert.NotEmpty(sources);
        Assert.All(sources, source => Assert.True(Path.Exists(Repository.PathOf(source)), $"{source} does not exist"));
        var sent = Repository.Read(".dockerignore").Split('\n').Where(line => line.StartsWith('!')).Select(line => line[1..]).ToArray();
        Assert.All(sources, source => Assert.Contains(sent, entry => source == entry || source.StartsWith(entry + "/", StringComparison.Ordinal)));
        Assert.All(sent, entry => Assert.Contains(sources, source => source == entry || source.StartsWith(entry + "/", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_project_that_the_client_needs_is_copied_before_the_restore_and_after_it()
    {
        var copied = _instructions.Where(instruction => instruction.Name == "COPY").SelectMany(instruction => instruction.Words[..^1]).ToArray();
        foreach (var project in Projects("client/ReAgent.Client.csproj"))
        {
            Assert.Contains(project, copied);
            Assert.Contains(Path.GetDirectoryName(project)!, copied);
        }

        // What is embedded or linked from elsewhere is needed as well.
        var elsewhere = Projects("client/ReAgent.Client.csproj").SelectMany(project => Included().Matches(Repository.Read(project)).Select(match => match.Groups["path"].Value));
        Assert.All(elsewhere, path => Assert.Contains(path, copied));
    }

    [Fact]
    public void Every_file_of_the_root_that_a_build_heeds_is_copied()
    {
        var copied = _instructions.Where(instruction => instruction.Name == "COPY").SelectMany(instruction => instruction.Words[..^1]).ToArray();
        var heeded = Directory.EnumerateFiles(Repository.Root).Select(file => Path.GetFileName(file))
            .Where(file => file is "global.json" or ".editorconfig" or ".globalconfig" or "nuget.config" || file.StartsWith("Directory.", StringComparison.Ordinal));
        Assert.All(heeded, file => Assert.Contains(file, copied));
    }

    [Fact]
    public void It_is_built_with_the_engines_of_production()
    {
        var commands = _instructions.Where(instruction => instruction.Name == "RUN").Select(instruction => string.Join(' ', instruction.Words)).ToArray();
        Assert.Equal(2, commands.Length);
        Assert.All(commands, command => Assert.Contains("-p:Upstream=true -p:Torch=$TORCH", command));
        var targets = Repository.Read("Directory.Build.targets");
        Assert.Contains("TorchSharp-cuda-linux", targets);
        Assert.Contains("'$(Torch)' == 'cuda'", targets);
    }

    [Fact]
    public void It_runs_as_the_user_and_at_the_ports_of_the_manifests()
    {
        var pods = rendered["overlays/gpu"].Silos.ToArray();
        Assert.All(pods, pod => Assert.Equal($"{pod.Spec.Number("securityContext", "runAsUser")}:{pod.Spec.Number("securityContext", "runAsGroup")}", Last("USER").Words[0]));
        Assert.All(pods, pod => Assert.Equal(pod.Ports.Select(port => port.ToString(null, null)), Last("EXPOSE").Words));
        Assert.Equal(
            SiloSettings.All.Where(setting => setting.Name.EndsWith("-port", StringComparison.Ordinal)).Select(setting => setting.Default), Last("EXPOSE").Words);
    }

    [Fact]
    public void It_starts_a_silo_without_a_shell()
    {
        Assert.Equal("""["dotnet", "/app/ReAgent.Silo.dll"]""", string.Join(' ', Last("ENTRYPOINT").Words));
        Assert.Contains("-chiseled", Last("FROM").Words[0]);
        Assert.DoesNotContain(_instructions, instruction => instruction.Name == "RUN" && instruction.Stage == Last("FROM").Stage);
        Assert.Equal("/app", Last("COPY").Words[^1]);
        var client = rendered["client"].Container("Job", "reagent-client");
        Assert.Equal(["dotnet", "/app/ReAgent.Client.dll"], client.Items("command").Select(word => word.ToString()));
    }

    [Fact]
    public void Its_version_is_that_of_the_product_and_of_the_manifests()
    {
        var version = Repository.Read("Directory.Build.props").Split("<Version>")[1].Split('<')[0];
        Assert.Contains($"VERSION={version}", _instructions.Where(instruction => instruction.Name == "ARG").SelectMany(instruction => instruction.Words));
        foreach (var folder in RenderedManifests.ClusterFolders)
        {
            Assert.All(rendered.WithClient(folder).Pods.Where(pod => pod.Silo is not null || pod.Owner.Kind == "Job"),
                pod => Assert.EndsWith($":{version}", pod.Containers[0].Text("image")));
        }
    }

    [Fact]
    public void Every_base_image_has_a_version() =>
        Assert.All(_instructions.Where(instruction => instruction.Name == "FROM"), from => Assert.Matches(@"^mcr\.microsoft\.com/dotnet/\w+:10\.0-noble(-chiseled)?$", from.Words[0]));

    private static IEnumerable<string> Projects(string project)
    {
        var folder = Path.GetDirectoryName(project)!;
        var references = Reference().Matches(Repository.Read(project)).Select(match => Normal(folder, match.Groups["path"].Value));
        return references.SelectMany(Projects).Append(project).Distinct();
    }

    private static string Normal(string folder, string path) =>
        Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Repository.PathOf(folder), path)));

    private Instruction Last(string name) => _instructions.Last(instruction => instruction.Name == name);

    [GeneratedRegex("<ProjectReference Include=\"(?<path>[^\"]+)\"")]
    private static partial Regex Reference();

    [GeneratedRegex("<(EmbeddedResource|None|Compile|Content) Include=\"\\.\\./(?<path>[^\"]+)\"")]
    private static partial Regex Included();
}
