using System.CommandLine;
using ReAgent.Client.Clusters;
using ReAgent.Client.Clusters.Local;
using ReAgent.Contracts.Configuration;
using ReAgent.Contracts.Security;
using ReAgent.Silo.Security;

namespace ReAgent.Client.Commands.Clusters;

/// <summary>The options that name a cluster.</summary>
internal sealed class ClusterOptions
{
    /// <summary>In place of addresses: no cluster, but this process.</summary>
    public const string None = "none";

    private const string ClusterVariable = "REAGENT_CLUSTER";

    private readonly Option<string?> _cluster = new("--cluster")
    {
        Description = "Gateways of the cluster: ip:port[,ip:port]. Also REAGENT_CLUSTER. Default: the cluster that 'reagent cluster up' runs in the data root. A token, if the cluster wants one, is taken from REAGENT_TOKEN.",
        HelpName = "addresses",
    };

    private readonly Option<string?> _clusterId = new("--cluster-id") { Description = "Id of the cluster. Default: reagent. Also REAGENT_CLUSTER_ID.", HelpName = "id" };
    private readonly Option<string?> _certificate = new("--tls-certificate") { Description = "PEM file with the own certificate, for clusters that want TLS. Also REAGENT_TLS_CERTIFICATE.", HelpName = "file" };
    private readonly Option<string?> _key = new("--tls-key") { Description = "PEM file with its key. Also REAGENT_TLS_KEY.", HelpName = "file" };
    private readonly Option<string?> _authority = new("--tls-authority") { Description = "PEM file with the authority that the silos' certificates must come from. Also REAGENT_TLS_AUTHORITY.", HelpName = "file" };

    /// <param name="mayBeNone">True for commands that need no cluster.</param>
    public ClusterOptions(bool mayBeNone)
    {
        if (mayBeNone)
        {
            _cluster.Description += $" '{None}': run in this process.";
        }
    }

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_cluster, _clusterId, _certificate, _key, _authority])
        {
            command.Add(option);
        }
    }

    /// <summary>The cluster that is meant; null when there is none.</summary>
    /// <exception cref="ConfigException">An option cannot be used.</exception>
    public ClusterTarget? Find(ParseResult parsed, string? dataRoot, ClientServices services)
    {
        var named = parsed.GetValue(_cluster);
        var source = named is null ? ClusterVariable : "--cluster";
        named ??= services.Variable(ClusterVariable) is { Length: > 0 } variable ? variable : null;
        var token = services.Variable(CallerToken.Variable) is { Length: > 0 } given ? given : null;
        if (named == None)
        {
            return null;
        }

        if (named is null)
        {
            return new ClusterFolder(dataRoot ?? ".").TryFind(token, out var found) ? found : null;
        }

        try
        {
            return new ClusterTarget(GatewayList.Parse(named), Value(parsed, _clusterId, services) ?? ClusterTarget.DefaultId, Tls(parsed, services), token, Names: named);
        }
        catch (FormatException exception)
        {
            throw Bad(exception.Message, $"{source} {named}");
        }
    }

    /// <summary>The cluster that is meant.</summary>
    /// <exception cref="ConfigException">There is none, or an option cannot be used.</exception>
    public ClusterTarget Require(ParseResult parsed, string? dataRoot, ClientServices services) => Find(parsed, dataRoot, services)
        ?? throw Bad(
            $"no cluster is named, and none that was started in '{Path.GetFullPath(dataRoot ?? ".")}' answers. Name one with --cluster ip:port or {ClusterVariable}, or start one on this machine: reagent cluster up",
            "--cluster");

    private TlsFiles? Tls(ParseResult parsed, ClientServices services)
    {
        (string Name, string? Value)[] files = [.. ((Option<string?>[])[_certificate, _key, _authority]).Select(option => (option.Name, Value(parsed, option, services)))];
        if (files.All(file => file.Value is null))
        {
            return null;
        }

        var missing = files.Where(file => file.Value is null).Select(file => file.Name).ToArray();
        return missing.Length == 0
            ? new TlsFiles(files[0].Value!, files[1].Value!, files[2].Value!)
            : throw Bad($"{string.Join(" and ", missing)} {(missing.Length == 1 ? "is" : "are")} wanted, too", files.First(file => file.Value is not null).Name);
    }

    private static string? Value(ParseResult parsed, Option<string?> option, ClientServices services) =>
        parsed.GetValue(option) ?? (services.Variable($"REAGENT_{option.Name[2..].ToUpperInvariant().Replace('-', '_')}") is { Length: > 0 } value ? value : null);

    private static ConfigException Bad(string message, string source) => new([new ConfigProblem("", message, new(source))]);
}
