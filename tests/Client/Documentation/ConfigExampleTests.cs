using System.Reflection;
using ReAgent.Client.Configuration;
using ReAgent.Contracts.Configuration;
using ReAgent.Contracts.Configuration.Sweeps;
using ReAgent.Data.Logs;
using ReAgent.Data.Timelines;
using ReAgent.Grains.Experiments;
using Xunit;

namespace ReAgent.Client.Tests.Documentation;

/// <summary>The pieces of experiment files that pages show are what this version understands, and their lists of keys are complete.</summary>
public sealed class ConfigExampleTests
{
    private const string Rest = """
        episodes: [logs]
        model:
          DiscreteDQN:
            trainer_param:
              actions: ["0", "1"]
        """;

    public static TheoryData<string, string> Examples()
    {
        var examples = new TheoryData<string, string>();
        foreach (var page in Directory.EnumerateFiles(Path.Combine(Document.Root, "docs"), "*.md").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal))
        {
            foreach (var block in Document.Read(page).Blocks("yaml"))
            {
                examples.Add(page, block);
            }
        }

        return examples;
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void A_piece_of_an_experiment_file_binds_without_errors_and_notes(string page, string yaml)
    {
        var example = Complete(YamlTree.Parse(yaml, page));
        ConfigNode[] configs = ConfigSweep.Find(example) is { } sweep ? [.. sweep.Trials.Select(trial => trial.Root)] : [example];

        Assert.All(configs, config =>
        {
            var binding = new ExperimentConfigReader().Bind(config);
            Assert.Empty(binding.Errors);
            Assert.Empty(binding.Notes);
        });
    }

    [Fact]
    public void The_pages_about_logs_show_experiment_files() =>
        Assert.Superset(new HashSet<string> { "logs.md", "timeline.md", "expressions.md" }, Examples().Select(example => (string)example[0]).ToHashSet());

    [Theory]
    [InlineData("logs.md", typeof(LogOptions))]
    [InlineData("timeline.md", typeof(TimelineOptions))]
    public void A_page_lists_every_key(string page, Type options)
    {
        var text = Document.Read(page).Text;

        Assert.All(options.GetProperties(BindingFlags.Public | BindingFlags.Instance), option => Assert.Contains($"`{ConfigNames.SnakeCase(option.Name)}`", text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_about_the_timeline_lists_every_column_of_its_own()
    {
        var text = Document.Read("timeline.md").Text;

        Assert.All(
            typeof(TimelineSchema).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!),
            column => Assert.Contains($"`{column}`", text, StringComparison.Ordinal));
    }

    /// <summary>A piece with the rest that every experiment needs.</summary>
    private static ConfigMap Complete(ConfigNode piece)
    {
        var given = Assert.IsType<ConfigMap>(piece);
        var rest = (ConfigMap)YamlTree.Parse(Rest, "rest.yaml");
        return given with { Entries = [.. given.Entries, .. rest.Entries.Where(entry => given[entry.Key] is null)] };
    }
}
