using System.Collections.Immutable;
using System.Net;
using ReAgent.Silo.Settings;
using Xunit;

namespace ReAgent.Silo.Tests.Settings;

public sealed class SettingsReaderTests
{
    private static SiloSettings Read(string arguments, params (string Name, string Value)[] environment) => SettingsReader.Read(
        arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), environment.ToDictionary(pair => pair.Name, pair => pair.Value));

    private static ImmutableArray<string> Problems(string arguments, params (string Name, string Value)[] environment) =>
        Assert.Throws<SettingsException>(() => Read(arguments, environment)).Problems;

    [Fact]
    public void Without_settings_the_defaults_hold()
    {
        var settings = Read("");

        Assert.Equal(new SiloSettings() with { Roles = settings.Roles, Devices = settings.Devices }, settings);
        Assert.Equal("data,trainer", string.Join(',', settings.Roles));
        Assert.Empty(settings.Devices);
    }

    [Fact]
    public void Every_default_that_is_a_value_is_what_holds_without_it()
    {
        var defaults = new SiloSettings();
        foreach (var setting in SiloSettings.All.Where(setting => setting.Default is not ("(none)" or "cores" or "machine name")))
        {
            var given = Read($"--{setting.Name} {setting.Default}");
            Assert.Equal(defaults with { Roles = given.Roles, Devices = given.Devices }, given);
            Assert.Equal(string.Join(',', defaults.Roles), string.Join(',', given.Roles));
        }
    }

    [Fact]
    public void Values_come_from_options_of_both_forms()
    {
        var settings = Read("--data-root /d --workers=3 --roles trainer --devices cuda:0,cuda:1 --lease-seconds 2.5 --max-message-mb 2 --database-prepare false");

        Assert.Equal("/d", settings.DataRoot);
        Assert.Equal(3, settings.Workers);
        Assert.Equal("trainer", Assert.Single(settings.Roles));
        Assert.Equal("cuda:0,cuda:1", string.Join(',', settings.Devices));
        Assert.Equal(TimeSpan.FromSeconds(2.5), settings.Lease);
        Assert.Equal(2 << 20, settings.MaxMessageBytes);
        Assert.False(settings.DatabasePrepare);
    }

    [Fact]
    public void The_command_line_wins_over_the_environment()
    {
        var settings = Read("--workers 3", ("REAGENT_WORKERS", "5"), ("REAGENT_SILO_NAME", "a"), ("HOME", "/root"));

        Assert.Equal((3, "a"), (settings.Workers, settings.SiloName));
    }

    [Fact]
    public void What_belongs_to_clients_is_no_error() => Assert.NotNull(Read("", ("REAGENT_TOKEN", "t"), ("REAGENT_CLUSTER", "127.0.0.1:30000")));

    [Fact]
    public void A_host_name_becomes_an_address() => Assert.Equal(IPAddress.Loopback, Read("--address localhost").Address);

    [Fact]
    public void Unknown_names_are_told_with_the_nearest_known_one()
    {
        Assert.Contains("--adress is no setting of a silo; did you mean --address?", Problems("--adress 10.0.0.1"));
        Assert.Contains("REAGENT_WORKER is no setting of a silo; did you mean REAGENT_WORKERS?", Problems("", ("REAGENT_WORKER", "1")));
        Assert.Contains("--qqqq is no setting of a silo; --help lists them.", Problems("--qqqq"));
    }

    [Fact]
    public void All_problems_are_told_at_once() =>
        Assert.Equal(3, Problems("--workers 0 --http-port 70000 --log-format xml").Length);

    [Theory]
    [InlineData("--workers 0", "--workers is '0': a whole number from 1 to 4096 is wanted.")]
    [InlineData("--workers x", "--workers is 'x': a whole number from 1 to 4096 is wanted.")]
    [InlineData("--silo-port 0", "--silo-port is '0': a whole number from 1 to 65535 is wanted.")]
    [InlineData("--gateway-port 65536", "--gateway-port is '65536': a whole number from 0 to 65535 is wanted.")]
    [InlineData("--lease-seconds 0", "--lease-seconds is '0': a number of seconds from 1 to 600 is wanted.")]
    [InlineData("--listen-any yes", "--listen-any is 'yes': true or false is wanted.")]
    [InlineData("--roles data,trianer", "--roles is 'data,trianer': 'trianer' is not among them: one of data, trainer is wanted; did you mean trainer?.")]
    [InlineData("--devices cuda", "--devices is 'cuda': 'cuda' is no device: kind and number are wanted, such as cuda:0, separated by commas.")]
    [InlineData("--devices cuda:0,cuda:0", "--devices is 'cuda:0,cuda:0': each device is wanted once.")]
    [InlineData("--database-kind postgres", "--database-kind is 'postgres': one of postgresql, sqlite is wanted; did you mean postgresql?.")]
    [InlineData("--log-format xml", "--log-format is 'xml': one of text, json is wanted.")]
    [InlineData("--address 0.0.0.0.0", "--address is '0.0.0.0.0': an IP address, or the name of a host that can be found, is wanted.")]
    [InlineData("--data-root", "--data-root has no value. It is folder under which everything is read and written.")]
    [InlineData("--workers 1 --workers 2", "--workers is given more than once.")]
    [InlineData("5", "Argument 1 of the command line is no option: options begin with '--', and values with spaces need quotes.")]
    [InlineData("--silo-port 8080", "--silo-port and --http-port are both 8080: each needs a port of its own.")]
    [InlineData("--tls-key /nowhere", "TLS needs all of --tls-certificate, --tls-key and --tls-authority; --tls-certificate and --tls-authority are not given.")]
    [InlineData("--tokens-file /nowhere", "--tokens-file: Could not find file '/nowhere'.")]
    [InlineData("--database-file /nowhere", "--database-file: Could not find file '/nowhere'.")]
    [InlineData("--database Host=a --database-file /nowhere", "--database and --database-file are both given: one of them is wanted.")]
    [InlineData("--database Port=1", "--database: the connection string names no host; PostgreSQL's begin like 'Host=name;Database=reagent;Username=…'.")]
    [InlineData("--database-kind sqlite --database Cache=Shared", "--database: the connection string names no file; SQLite's look like 'Data Source=/data/cluster.db'.")]
    public void A_wrong_value_is_told_with_what_is_wanted(string arguments, string problem) => Assert.Contains(problem, Problems(arguments));

    [Theory]
    [InlineData("--database Host=a;Pasword=geheim")]
    [InlineData("--database Host=a;Password=geheim;Port=geheim")]
    [InlineData("--database Host=a;Password=ge geheim")]
    [InlineData("--databse Password=geheim")]
    public void A_password_is_in_no_problem(string arguments) => Assert.DoesNotContain("geheim", string.Join('\n', Problems(arguments)));

    [Fact]
    public void Settings_as_text_hold_no_secret() =>
        Assert.DoesNotContain("geheim", Read("--database Host=a;Password=geheim").ToString());

    [Fact]
    public void Help_names_every_setting_once_and_every_variable_is_its_own()
    {
        var lines = SettingsHelp.Text().Split('\n');

        Assert.All(SiloSettings.All, setting => Assert.Single(lines, line => line.StartsWith($"  {setting.Option} ", StringComparison.Ordinal)));
        Assert.Equal(SiloSettings.All.Length, SiloSettings.All.Select(setting => setting.Variable).Distinct().Count());
    }
}
