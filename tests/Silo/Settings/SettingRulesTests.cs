using System.Net;
using ReAgent.Silo.Security;
using ReAgent.Silo.Settings;
using ReAgent.Silo.Tests.Security;
using Xunit;

namespace ReAgent.Silo.Tests.Settings;

public sealed class SettingRulesTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TestAuthority _authority = TestAuthority.Create();

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }

    private static SiloSettings Read(params string[] arguments) => SettingsReader.Read(arguments, new Dictionary<string, string>());

    private static string Problems(params string[] arguments) =>
        string.Join('\n', Assert.Throws<SettingsException>(() => Read(arguments)).Problems);

    private string[] Tls()
    {
        var files = _authority.Files(_folder);
        return ["--tls-certificate", files.Certificate, "--tls-key", files.Key, "--tls-authority", files.Authority];
    }

    private string[] Tokens() => ["--tokens-file", _folder.Write("tokens", $"viewer {TokenTableTests.Checksum("a")}")];

    [Theory]
    [InlineData("--address", "10.1.2.3")]
    [InlineData("--listen-any", "true")]
    public void Beyond_loopback_a_silo_needs_TLS_and_tokens_and_says_how(string option, string value)
    {
        var nothing = Problems(option, value);
        Assert.Contains("needs TLS: give --tls-certificate, --tls-key and --tls-authority, or stay on loopback", nothing);
        Assert.Contains("give --tokens-file", nothing);
        Assert.DoesNotContain("needs TLS", Problems([option, value, .. Tls()]));
        Assert.DoesNotContain("--tokens-file", Problems([option, value, .. Tokens()]));
        Assert.False(Read([option, value, .. Tls(), .. Tokens()]).IsLoopbackOnly);
    }

    [Fact]
    public void Health_may_be_served_everywhere() => Assert.Equal(IPAddress.Any, Read("--http-address", "0.0.0.0").HttpAddress);

    [Fact]
    public void The_address_for_others_is_one_that_they_can_use() => Assert.Contains("which nobody can reach", Problems("--address", "0.0.0.0"));

    [Fact]
    public void A_key_that_does_not_belong_to_the_certificate_is_refused()
    {
        string[] tls = [.. Tls()];
        File.WriteAllText(tls[3], _authority.Issue().Key);

        Assert.Contains("cannot be used for the certificate", Problems(tls));
    }

    [Fact]
    public void A_certificate_that_other_silos_would_refuse_is_refused_at_the_start()
    {
        using var stranger = TestAuthority.Create();
        string[] Tls(TlsFiles files) => ["--tls-certificate", files.Certificate, "--tls-key", files.Key, "--tls-authority", files.Authority];

        var other = Problems(Tls(_authority.Files(_folder) with { Authority = stranger.Files(_folder, "stranger").Authority }));
        Assert.Contains("other silos would refuse this one: its certificate, issued by 'CN=cluster authority', does not come from the cluster's authority", other);
        Assert.Contains("is valid from", Problems(Tls(_authority.Files(_folder, "late", until: TestAuthority.Now.AddMinutes(-1)))));
        Assert.Contains("is not a silo's", Problems(Tls(_authority.Files(_folder, "client", usages: TestAuthority.ClientUsages))));
        Assert.True(Read(Tls(_authority.Files(_folder, "good", usages: TestAuthority.SiloUsages))).UsesTls);
    }

    [Fact]
    public void A_tokens_file_with_a_broken_line_is_refused() =>
        Assert.Contains("line 1 has no SHA-256", Problems("--tokens-file", _folder.Write("tokens", "viewer secret")));

    [Fact]
    public void The_connection_string_may_be_in_a_file()
    {
        var settings = Read("--database-file", _folder.Write("database", "Host=db;Password=p\n"));

        Assert.Equal("Host=db;Password=p", settings.Database);
    }

    [Fact]
    public void A_data_root_that_is_a_file_is_refused() => Assert.Contains("which is a file", Problems("--data-root", _folder.Write("file", "")));

    [Fact]
    public void Silos_of_one_machine_wait_for_each_other_in_SQLite() =>
        Assert.Contains("Default Timeout=30", ConnectionStrings.ForSilo(Read("--database-kind", "sqlite", "--database", "Data Source=c.db;Default Timeout=30")));

    [Theory]
    [InlineData("Host=db", 20)]
    [InlineData("Host=db;Maximum Pool Size=100", 100)]
    [InlineData("Host=db;MaxPoolSize=7", 7)]
    public void Silos_leave_connections_to_PostgreSQL_for_each_other(string connection, int most) =>
        Assert.Equal(most, new Npgsql.NpgsqlConnectionStringBuilder(ConnectionStrings.ForSilo(Read("--database", connection))).MaxPoolSize);

    [Theory]
    [InlineData("Host=a;Password=p1;SSL Password=p2", new[] { "p1", "p2" })]
    [InlineData("Host=a;PWD='p;3'", new[] { "p;3" })]
    [InlineData("Data Source=a", new string[0])]
    public void Secrets_of_a_connection_string_are_its_passwords(string connection, string[] secrets) =>
        Assert.Equal(secrets, ConnectionStrings.SecretsOf(connection).Order());
}
