using System.Globalization;
using System.Text.Json.Nodes;
using ReAgent.Deploy.Tests.Manifests;
using ReAgent.Silo.Settings;

namespace ReAgent.Deploy.Tests.Rules;

/// <summary>Starts the silos of a manifest as far as their settings: the silo's own reader is given what the container would be given.</summary>
internal static class SiloStart
{
    /// <summary>The environment of a silo's container.</summary>
    public static IReadOnlyDictionary<string, string> Environment(ManifestSet set, Pod pod)
    {
        var variables = new Dictionary<string, string>();
        foreach (var source in pod.Silo.Items("envFrom"))
        {
            foreach (var (name, value) in set.Find("ConfigMap", source.Text("configMapRef", "name"))?.Json.Texts("data") ?? new Dictionary<string, string>())
            {
                variables[name] = value;
            }
        }

        foreach (var variable in pod.Silo.Items("env"))
        {
            variables[variable.Text("name")!] = variable.Text("value") ?? FromPod(pod, variable.At("valueFrom"));
        }

        return variables;
    }

    /// <summary>The settings that a silo starts with; files of secrets are those of <paramref name="secrets"/>.</summary>
    /// <exception cref="SettingsException">It would not start.</exception>
    public static SiloSettings Settings(ManifestSet set, Pod pod, SuppliedSecrets secrets)
    {
        var volumes = pod.Silo.Items("volumeMounts")
            .Select(mount => (Path: mount.Text("mountPath")!, Secret: pod.Spec.Items("volumes").Named(mount.Text("name")).Text("secret", "secretName")))
            .Where(mount => mount.Secret is not null)
            .ToArray();
        var environment = Environment(set, pod).ToDictionary(pair => pair.Key, pair => volumes.Aggregate(
            pair.Value, (value, mount) => value.StartsWith(mount.Path + "/", StringComparison.Ordinal) ? secrets.FolderOf(mount.Secret!) + value[mount.Path.Length..] : value));
        return SettingsReader.Read([.. pod.Silo.Items("args").Select(argument => argument.ToString())], environment);
    }

    /// <summary>The settings without a look at files and what must hold among them.</summary>
    public static string Setting(ManifestSet set, Pod pod, string name)
    {
        var setting = SiloSettings.All.Single(candidate => candidate.Name == name);
        var option = pod.Silo.Items("args").Select(argument => argument.ToString()).FirstOrDefault(argument => argument.StartsWith(setting.Option + "=", StringComparison.Ordinal));
        return option?[(setting.Option.Length + 1)..] ?? Environment(set, pod).GetValueOrDefault(setting.Variable) ?? setting.Default;
    }

    private static string FromPod(Pod pod, JsonNode? source) => (source.Text("fieldRef", "fieldPath"), source.Text("resourceFieldRef", "resource")) switch
    {
        ("metadata.name", _) => "reagent-data-5d8f7c9b6-x2x4z",
        ("status.podIP", _) => "10.244.1.7",
        (_, "requests.cpu") when Quantity.TryParse(pod.Silo.Text("resources", "requests", "cpu"), out var cores) => Math.Ceiling(cores).ToString(CultureInfo.InvariantCulture),
        _ => "",
    };
}
