using System.Security.Cryptography;
using ReAgent.Data.Logs;
using ReAgent.Grains.Experiments;
using ReAgent.Grains.Work;
using Xunit;

namespace ReAgent.Grains.Tests.Experiments;

public sealed class LoggedEpisodesTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ComputePool _pool = new(1);

    public LoggedEpisodesTests()
    {
        // Not in the order of their names.
        foreach (var name in (string[])["logs/b.parquet", "logs/a.parquet", "logs/deep/c.parquet", "logs/notes.txt", "other/d.parquet"])
        {
            _folder.Write(name, name);
        }
    }

    public void Dispose()
    {
        _pool.Dispose();
        _folder.Dispose();
    }

    private async Task<string[]> Find(string relativeTo, params string[] patterns) =>
        [.. (await LoggedEpisodes.Find(_folder.Root, relativeTo, [.. patterns], new LogOptions(), _pool, CancellationToken.None).Soon()).Select(file => file.Path)];

    [Fact]
    public async Task A_file_is_referred_to_by_length_and_checksum()
    {
        var file = Assert.Single(await LoggedEpisodes.Find(_folder.Root, "", ["logs/a.parquet"], new LogOptions(), _pool, CancellationToken.None).Soon());

        Assert.Equal(("logs/a.parquet", 14L), (file.Path, file.Bytes));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("logs/a.parquet"u8)), file.Sha256);
    }

    [Fact]
    public async Task A_folder_stands_for_its_parquet_files_in_order_of_name() =>
        Assert.Equal(["logs/a.parquet", "logs/b.parquet", "logs/deep/c.parquet"], await Find("", "logs"));

    [Fact]
    public async Task A_glob_stands_for_what_it_matches() => Assert.Equal(["logs/a.parquet", "logs/b.parquet"], await Find("", "logs/?.parquet"));

    [Fact]
    public async Task Patterns_are_relative_to_the_users_folder() => Assert.Equal(["logs/deep/c.parquet"], await Find("logs", "deep"));

    [Fact]
    public async Task A_file_named_twice_is_read_once_and_the_order_of_patterns_does_not_matter() =>
        Assert.Equal(["logs/a.parquet", "logs/b.parquet", "logs/deep/c.parquet", "other/d.parquet"], await Find("", "other/d.parquet", "logs", "logs/a.parquet"));

    [Theory]
    [InlineData("logs/z.parquet")]
    [InlineData("nowhere/*.parquet")]
    [InlineData("logs/*.csv")]
    public async Task A_pattern_that_names_nothing_is_an_error_that_repeats_it(string pattern)
    {
        var failure = await Assert.ThrowsAsync<FileNotFoundException>(() => Find("", "logs", pattern));

        Assert.Contains(pattern, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logs_outside_the_data_root_are_refused() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Find("", "../elsewhere"));
}
