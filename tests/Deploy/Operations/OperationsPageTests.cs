using System.Text.RegularExpressions;
using ReAgent.Deploy.Tests.Manifests;
using ReAgent.Deploy.Tests.Rules;
using ReAgent.Silo.Settings;
using ReAgent.Silo.Shutdown;
using Xunit;

namespace ReAgent.Deploy.Tests.Operations;

/// <summary>docs/operations.md says what is so.</summary>
public partial class OperationsPageTests
{
    private readonly string _page = Repository.Read("docs/operations.md");

    [Fact]
    public void Its_table_of_settings_is_that_of_the_silo() => Assert.Equal(
        SiloSettings.All.Select(setting => (setting.Name, setting.Variable, setting.Default)),
        Rows("setting").Select(row => (row[0], row[1], row[2])));

    [Fact]
    public void Every_setting_is_explained() => Assert.All(Rows("setting"), row => Assert.NotEmpty(row[3]));

    [Fact]
    public void Its_table_of_exit_codes_is_that_of_the_silo() => Assert.Equal(
        [.. new[] { ExitCode.Stopped, ExitCode.Failed, ExitCode.WrongSettings, ExitCode.LostPlace }.Select(code => $"{code}"), $"{ExitCode.Signal} + n"],
        Rows("exit code").Select(row => row[0]));

    [Fact]
    public void Its_table_of_secrets_is_that_of_the_manifests()
    {
        var rows = Rows("secret").ToDictionary(row => row[0], row => row[1].Split(", ").Order());
        Assert.Equal(SuppliedSecrets.Keys.Keys.Order(), rows.Keys.Order());
        Assert.All(rows, row => Assert.Equal(SuppliedSecrets.Keys[row.Key].Order(), row.Value));
    }

    [Fact]
    public void Its_commands_make_every_secret()
    {
        foreach (var (secret, keys) in SuppliedSecrets.Keys.Where(pair => !pair.Key.EndsWith("-tls", StringComparison.Ordinal) && pair.Key != "reagent-tls"))
        {
            Assert.All(keys, key => Assert.Matches($@"create secret generic {secret} (\\\n +)?--from-literal={key}=", _page));
        }
    }

    [Fact]
    public void Every_file_and_folder_that_it_names_exists()
    {
        var named = Path().Matches(_page).Select(match => match.Value).Distinct().ToArray();
        Assert.NotEmpty(named);
        Assert.All(named, path => Assert.True(System.IO.Path.Exists(Repository.PathOf(path)), $"{path} does not exist"));
        Assert.All(Rows("folder"), row => Assert.True(Directory.Exists(Repository.PathOf($"deploy/k8s/{row[0]}")), row[0]));
    }

    [Fact]
    public void Every_metric_of_its_alarms_is_one_that_silos_send()
    {
        var source = string.Concat(new[] { "silo", "grains", "learning", "data", "evaluation" }
            .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories))
            .Select(File.ReadAllText));
        var sent = InstrumentName().Matches(source).Select(match => match.Groups["name"].Value.Replace('.', '_')).ToHashSet();
        var asked = Metric().Matches(string.Join('\n', Rows("alarm").Select(row => row[1]))).Select(match => match.Groups["name"].Value).Distinct().ToArray();
        Assert.NotEmpty(asked);
        Assert.All(asked, name => Assert.Contains(name, sent));
    }

    [Fact]
    public void Alarms_of_two_metrics_say_by_which_label_they_belong_together()
    {
        var both = Rows("alarm").Select(row => row[1]).Where(expression => expression.Contains(" and ", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(both);

        // Series of different metrics have different labels, and 'and' finds no pairs among them: the alarm would never sound.
        Assert.All(both, expression => Assert.Matches(@"and on \(\w+\)|^sum\(\w+\) .* and sum\(\w+\) ", expression));
    }

    [Fact]
    public void Its_numbers_are_those_of_the_manifests()
    {
        Assert.Contains("1654", _page);
        Assert.Contains("add_metric_suffixes: false", Repository.Read("deploy/k8s/base/telemetry-collector-config.yaml"));
        Assert.Contains("add_metric_suffixes: false", Repository.Read("deploy/k8s/overlays/production/telemetry-collector-config.yaml"));
        var claim = YamlDocuments.Parse(Repository.Read("deploy/k8s/overlays/production/kustomization.yaml")).Single().ToJsonString();
        Assert.Contains("shared-files", claim);
    }

    // The rows of the table whose first heading that is; code marks are left out.
    private IEnumerable<string[]> Rows(string heading) =>
        _page.Split('\n').SkipWhile(line => !line.StartsWith($"| {heading} |", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|', ' ').Split(" | ").Select(cell => cell.Trim().Replace("`", "", StringComparison.Ordinal)).ToArray());

    [GeneratedRegex(@"\b(deploy|silo)/[A-Za-z0-9_./-]*[A-Za-z0-9]")]
    private static partial Regex Path();

    [GeneratedRegex("\"(?<name>reagent\\.[a-z_.]+)\"")]
    private static partial Regex InstrumentName();

    [GeneratedRegex(@"(?<name>\breagent_[a-z_]+?)(_bucket)?(?=[^a-z_])(?!=)")]
    private static partial Regex Metric();
}
