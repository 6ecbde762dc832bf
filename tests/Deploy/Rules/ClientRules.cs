using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ReAgent.Deploy.Tests.Manifests;

namespace ReAgent.Deploy.Tests.Rules;

/// <summary>What must hold between the manifests of clients and the console: it is asked itself what it reads.</summary>
internal static class ClientRules
{
    private static readonly ConcurrentDictionary<string, string?> Help = new();

    /// <summary>The console has the command and reads the variables; the files are there, and so is the gateway.</summary>
    public static IEnumerable<string> Settings(ManifestSet set)
    {
        foreach (var (pod, client) in from pod in set.Pods from client in pod.Containers where client.Text("name") == "client" select (pod, client))
        {
            var arguments = client.Items("args").Select(argument => argument.ToString()).ToArray();
            if (arguments is not [var command, ..] || HelpOf(command) is not { } help)
            {
                yield return $"{pod}: '{string.Join(' ', arguments)}' begins with no command of the console";
                continue;
            }

            var variables = client.Items("env").ToDictionary(variable => variable.Text("name")!, variable => variable.Text("value") ?? "");
            foreach (var variable in variables.Keys.Where(name => !Regex.IsMatch(help, $@"\b{name}\b") && !SiloRules.TelemetryVariables.Contains(name)))
            {
                yield return $"{pod}: nothing in 'reagent {command}' reads {variable}";
            }

            foreach (var path in variables.Values.Concat(arguments).Where(text => text.StartsWith('/') && !IsMounted(set, pod, client, text)))
            {
                yield return $"{pod}: '{path}' is no key of a secret or ConfigMap that is mounted read only";
            }

            var gateway = variables.GetValueOrDefault("REAGENT_CLUSTER", "");
            if (!set.OfKind("Service").Any(service => service.Spec.Items("ports").Any(port => $"{service.Name}:{port.Text("port")}" == gateway)))
            {
                yield return $"{pod}: there is no service '{gateway}'";
            }
        }
    }

    private static bool IsMounted(ManifestSet set, Pod pod, JsonNode client, string path)
    {
        var mount = client.Items("volumeMounts").FirstOrDefault(mount => path.StartsWith(mount.Text("mountPath") + "/", StringComparison.Ordinal));
        var volume = pod.Spec.Items("volumes").Named(mount.Text("name"));
        var key = mount is null ? "" : path[(mount.Text("mountPath")!.Length + 1)..];
        return mount.IsTrue("readOnly")
            && (SuppliedSecrets.Keys.GetValueOrDefault(volume.Text("secret", "secretName") ?? "", []).Contains(key)
                || set.Find("ConfigMap", volume.Text("configMap", "name"))?.Json.Texts("data").ContainsKey(key) == true);
    }

    // Null for a command that it does not have: then it tells of those that it has.
    private static string? HelpOf(string command) => Help.GetOrAdd(command, static name =>
    {
        var help = Tool.Run("dotnet", Path.Combine(AppContext.BaseDirectory, "ReAgent.Client.dll"), name, "--help");
        return Regex.IsMatch(help, $@"\breagent {name}\b") ? help : null;
    });
}
