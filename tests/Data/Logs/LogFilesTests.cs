using ReAgent.Data.Logs;
using ReAgent.Data.Work;
using Xunit;

namespace ReAgent.Data.Tests.Logs;

public sealed class LogFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reagent-logs-").FullName;

    public LogFilesTests()
    {
        foreach (var name in new[]
        {
            "a.parquet", "b.csv", "c.csv.gz", "notes.txt", "_SUCCESS", ".a.parquet.crc", "_metadata.parquet", "deep/er/d.jsonl", "deep/e.snappy.parquet", "_temporary/x.parquet",
            "hive/ds=2026-01-01/part-0.parquet", "hive/ds=2026-01-02/country=d%20e/part-0.parquet", "hive/ds=2026-01-02/country=fr/part-1.parquet", "hive/ds=2026-01-03/part-0.parquet",
        })
        {
            var path = Path.Combine(_folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "x");
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string[] Find(params string[] patterns) => [.. LogFiles.Find(_folder, patterns, null, null).Select(file => file.Name)];

    [Fact]
    public void A_folder_stands_for_all_log_files_below_it_without_hidden_ones_in_ordinal_order() =>
        Assert.Equal(
            [
                "a.parquet", "b.csv", "c.csv.gz", "deep/e.snappy.parquet", "deep/er/d.jsonl", "hive/ds=2026-01-01/part-0.parquet",
                "hive/ds=2026-01-02/country=d%20e/part-0.parquet", "hive/ds=2026-01-02/country=fr/part-1.parquet", "hive/ds=2026-01-03/part-0.parquet",
            ],
            Find("."));

    [Theory]
    [InlineData("*.csv", "b.csv")]
    [InlineData("?.parquet", "a.parquet")]
    [InlineData("{a,b}.{csv,parquet}", "a.parquet b.csv")]
    [InlineData("deep/**", "deep/e.snappy.parquet deep/er/d.jsonl")]
    [InlineData("**/d.jsonl", "deep/er/d.jsonl")]
    [InlineData("**/e*", "deep/e.snappy.parquet deep/er/d.jsonl")]
    [InlineData("hive/ds=2026-01-0[13]/*", "")]
    [InlineData("hive/ds=2026-01-0{1,3}", "hive/ds=2026-01-01/part-0.parquet hive/ds=2026-01-03/part-0.parquet")]
    [InlineData("hive/*3", "hive/ds=2026-01-03/part-0.parquet")]
    [InlineData("hive/*/country=fr/*.parquet", "hive/ds=2026-01-02/country=fr/part-1.parquet")]
    [InlineData("_temporary/*.parquet", "_temporary/x.parquet")]
    [InlineData("_metadata.parquet", "_metadata.parquet")]
    public void Patterns_name_files_and_folders(string pattern, string names)
    {
        if (names.Length == 0)
        {
            Assert.Throws<FileNotFoundException>(() => Find(pattern));
        }
        else
        {
            Assert.Equal(names.Split(' '), Find(pattern));
        }
    }

    [Fact]
    public void A_file_that_several_patterns_name_comes_once() => Assert.Equal(["a.parquet", "b.csv"], Find("b.csv", "a.*", "?.csv", "a.parquet"));

    [Fact]
    public void Folders_of_other_dates_are_not_opened()
    {
        var closed = Path.Combine(_folder, "hive/ds=2026-01-03");
        Directory.Delete(closed, recursive: true);
        File.CreateSymbolicLink(closed, Path.Combine(_folder, "nowhere"));

        var files = LogFiles.Find(_folder, ["hive"], "2026-01-02", "2026-01-02");

        Assert.All(files, file => Assert.Equal("2026-01-02", file.Ds));
        Assert.Equal(["d e", "fr"], files.Select(file => file.PartitionOf("country")));
    }

    [Fact]
    public void Dates_are_found_under_the_name_that_the_log_gives_them() =>
        Assert.Equal("fr", Assert.Single(LogFiles.Find(
            _folder, ["hive"], new LogOptions { StartDs = "fr", EndDs = "fr", Columns = new Dictionary<string, string> { ["ds"] = "country" } })
            .Where(file => file.Name.Contains("country"))).PartitionOf("country"));

    [Fact]
    public void A_range_without_files_says_which_dates_there_are()
    {
        var e = Assert.Throws<FileNotFoundException>(() => LogFiles.Find(_folder, ["hive"], "2027-01-01", null));

        Assert.Contains("3 dates, ds=2026-01-01 to ds=2026-01-03", e.Message);
        Assert.Contains("log.start_ds", e.Message);
    }

    [Fact]
    public void A_name_that_is_not_there_gets_the_nearest_one()
    {
        var e = Assert.Throws<FileNotFoundException>(() => Find("hive/ds=2026-01-01/part-0.parqet"));

        Assert.Contains("hive/ds=2026-01-01/part-0.parqet", e.Message);
        Assert.Contains("did you mean 'part-0.parquet'?", e.Message);
    }

    [Fact]
    public void A_folder_without_logs_says_what_it_holds()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "texts"));
        File.WriteAllText(Path.Combine(_folder, "texts", "readme.md"), "x");

        var e = Assert.Throws<FileNotFoundException>(() => Find("texts"));

        Assert.Contains("readme.md", e.Message);
        Assert.Contains(".jsonl", e.Message);
    }

    [Fact]
    public void A_file_of_no_known_format_is_refused_when_it_is_named() => Assert.Contains(".parquet", Assert.Throws<NotSupportedException>(() => Find("notes.txt")).Message);

    [Fact]
    public void A_brace_without_its_partner_is_refused() => Assert.Throws<FormatException>(() => Find("{a,b.csv"));

    [Fact]
    public void Logs_inside_a_data_root_may_not_leave_it() =>
        Assert.Throws<InvalidOperationException>(() => LogFiles.Find(new DataRoot(Path.Combine(_folder, "deep")), ["../a.parquet"], new LogOptions()));
}
