using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace ReAgent.Deploy.Tests.Rules;

/// <summary>The secrets that whoever deploys supplies, made as docs/operations.md says, in a folder each.</summary>
public sealed class SuppliedSecrets : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reagent-secrets-").FullName;

    /// <summary>Makes them.</summary>
    public SuppliedSecrets()
    {
        var certificates = Path.Combine(_folder, "certificates");
        Tool.Run("bash", Repository.PathOf("deploy/certificates/make.sh"), certificates, "2");
        Directory.Move(Path.Combine(certificates, "silo"), FolderOf("reagent-tls"));
        Directory.Move(Path.Combine(certificates, "client"), FolderOf("reagent-client-tls"));
        Write("reagent-database", "connection", "Host=reagent-postgres;Database=reagent;Username=reagent;Password=secret");
        Write("reagent-postgres", "password", "secret");
        Write("reagent-client-token", "token", "token");
        Write("reagent-tokens", "tokens", $"operator {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("token")))} client\n");
    }

    /// <summary>The keys of each.</summary>
    public static ImmutableDictionary<string, ImmutableArray<string>> Keys { get; } = new Dictionary<string, ImmutableArray<string>>
    {
        ["reagent-tls"] = ["tls.crt", "tls.key", "ca.crt"],
        ["reagent-client-tls"] = ["tls.crt", "tls.key", "ca.crt"],
        ["reagent-database"] = ["connection"],
        ["reagent-postgres"] = ["password"],
        ["reagent-tokens"] = ["tokens"],
        ["reagent-client-token"] = ["token"],
    }.ToImmutableDictionary();

    /// <summary>The folder with a secret's keys as files, whether or not there is such a secret.</summary>
    public string FolderOf(string secret) => Path.Combine(_folder, secret);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string secret, string key, string text)
    {
        Directory.CreateDirectory(FolderOf(secret));
        File.WriteAllText(Path.Combine(FolderOf(secret), key), text);
    }
}
