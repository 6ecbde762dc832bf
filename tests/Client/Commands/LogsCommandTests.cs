using ReAgent.Client.Clusters.Local;
using ReAgent.Client.Commands;
using ReAgent.Client.Logs;
using Xunit;

namespace ReAgent.Client.Tests.Commands;

public sealed class LogsCommandTests : IDisposable
{
    private readonly TestBench _bench = new();
    private readonly ClusterFolder _folder;

    public LogsCommandTests()
    {
        _folder = new ClusterFolder(_bench.Folder);
        Directory.CreateDirectory(_folder.Path);
        File.WriteAllText(_folder.SupervisorLog, "not a silo's\n");
        File.WriteAllLines(
            _folder.LogOf("silo-1"),
            [Entry("10:00:03", "Information", "later", "pole"), """Unhandled exception. System.Exception: half""", Entry("10:00:05", "Error", "Experiment pole failed", "none")]);
        File.WriteAllText(_folder.LogOf("silo-2"), $"{Entry("10:00:04", "Warning", "middle", "poles")}\n{{\"Timestamp\":\"2026");
    }

    [Fact]
    public async Task Entries_of_all_silos_come_in_the_order_of_time()
    {
        Assert.Equal(ExitCode.Success, await Invoke());
        Assert.Equal(
            """
            03-01 12:00:03.000  silo-1  information  Grain: later
            silo-1  Unhandled exception. System.Exception: half
            03-01 12:00:04.000  silo-2  warning      Grain: middle
            03-01 12:00:05.000  silo-1  error        Grain: Experiment pole failed

            """,
            _bench.Output);
    }

    [Theory]
    [InlineData("later|failed", "--experiment", "pole")]
    [InlineData("middle", "--silo", "silo-2")]
    [InlineData("middle|failed", "--level", "warning")]
    [InlineData("failed", "--lines", "1")]
    public async Task Entries_are_chosen(string words, params string[] options)
    {
        Assert.Equal(ExitCode.Success, await Invoke(options));

        var lines = _bench.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(words.Split('|'), lines.Select(line => line.Split(' ')[^1]));
    }

    [Fact]
    public async Task Json_has_the_entry_and_its_silo()
    {
        Assert.Equal(ExitCode.Success, await Invoke("--json", "--silo", "silo-2"));
        Assert.StartsWith("""{"silo":"silo-2","entry":{"Timestamp":"2026-03-01T10:00:04Z",""", _bench.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_silo_gets_the_nearest_known_one()
    {
        Assert.Equal(ExitCode.BadUsage, await Invoke("--silo", "sil-2"));
        Assert.Equal("--silo sil-2: there is no log of that silo; did you mean 'silo-2'? There are: silo-1, silo-2.\n", _bench.Errors);
    }

    [Fact]
    public async Task Another_clusters_logs_are_elsewhere()
    {
        Assert.Equal(ExitCode.BadUsage, await Invoke("--cluster", "10.0.0.7"));
        Assert.Contains("kubectl logs", _bench.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_is_read_on_from_where_it_was_left()
    {
        var path = _folder.LogOf("silo-2");
        using var log = new SiloLog("silo-2", path);
        Assert.Single(log.News());
        Assert.Empty(log.News());

        File.AppendAllText(path, "-03-01T10:00:09Z\",\"LogLevel\":\"Information\",\"Message\":\"whole\"}\n");
        Assert.Equal("whole", Assert.Single(log.News()).Message);

        File.WriteAllText(path, "anew\n");
        Assert.Equal("anew", Assert.Single(log.News()).Message);
    }

    [Theory]
    [InlineData("anew\n")]
    [InlineData("anew, and longer than what was there before, so that its length does not give it away: not even when as much as this was written at once\n")]
    public void A_log_that_was_put_aside_is_read_to_its_end_before_the_one_that_took_its_name(string anew)
    {
        var path = _folder.LogOf("silo-3");
        File.WriteAllText(path, "first\n");
        using var log = new SiloLog("silo-3", path);
        Assert.Equal(["first"], Messages(log));

        File.AppendAllText(path, "last\nhalf");
        LogRotation.Rotate(path);
        Assert.Equal(["last"], Messages(log));
        File.WriteAllText(path, anew);

        Assert.Equal(["half", anew.TrimEnd()], Messages(log));
        File.AppendAllText(path, "more\n");
        Assert.Equal(["more"], Messages(log));
    }

    [Fact]
    public void The_log_of_a_silo_that_joins_is_read_too_unless_another_was_asked_for()
    {
        using var all = new SiloLogs(_folder, null);
        using var one = new SiloLogs(_folder, "silo-2");
        Assert.Equal(["silo-1", "silo-2"], all.News().Select(entry => entry.Silo).Distinct());
        Assert.Equal(["silo-2"], one.News().Select(entry => entry.Silo).Distinct());

        File.WriteAllText(_folder.LogOf("silo-3"), "joined\n");

        Assert.Equal(["joined"], all.News().Select(entry => entry.Message));
        Assert.Empty(one.News());
    }

    [Fact]
    public void Old_logs_are_put_aside_and_the_oldest_goes()
    {
        var path = _folder.LogOf("silo-3");
        foreach (var text in (string[])["a", "b", "c", "d"])
        {
            File.WriteAllText(path, text);
            LogRotation.Rotate(path);
        }

        Assert.Equal(["d", "c", "b"], ((int[])[1, 2, 3]).Select(age => File.ReadAllText($"{path}.{age}")));
        Assert.False(File.Exists(path) || File.Exists($"{path}.4"));
    }

    public void Dispose() => _bench.Dispose();

    private static IEnumerable<string> Messages(SiloLog log) => [.. log.News().Select(entry => entry.Message)];

    private Task<int> Invoke(params string[] options) => _bench.Invoke(["logs", "--data-root", _bench.Folder, .. options]);

    private static string Entry(string time, string level, string message, string experiment) =>
        $$"""{"Timestamp":"2026-03-01T{{time}}Z","EventId":1,"LogLevel":"{{level}}","Category":"ReAgent.Grains.Grain","Message":"{{message}}","State":{"Experiment":"{{experiment}}"} }""";
}
