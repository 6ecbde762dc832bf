using System.Collections.Immutable;
using System.Text.Json;
using ReAgent.Contracts.Work;
using ReAgent.Data.Features;
using ReAgent.Data.Logs;
using ReAgent.Data.Timelines;
using ReAgent.Grains.Collection;
using ReAgent.Grains.Timelines;
using ReAgent.Grains.Work;
using Xunit;

namespace ReAgent.Grains.Tests.Work;

public sealed class WorkContextTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private WorkContext Context(string options) => new(ScriptedWork.Item(options), _folder.Store, "rows", "cpu", CancellationToken.None);

    [Fact]
    public void Options_survive_the_way_to_the_worker()
    {
        var options = new TimelineShardWork.Options(
            "", new TimelineOptions { Shards = 3, TimeWindowLimit = 9, ValidateInput = ["COUNT(*) > 0"] }, new LogOptions { StartDs = "2026-01-01" }, "reward * 2", 4, new HashBuckets(3, 2), 0.9, 12.5, new FeatureSampleOptions { Capacity = 7 }, new FeatureSampleOptions(), 99);

        Assert.Equal(WorkJson.Write(options), WorkJson.Write(Context(WorkJson.Write(options)).Options<TimelineShardWork.Options>()));
        Assert.Contains("2026-01-01", WorkJson.Write(options), StringComparison.Ordinal);
    }

    [Fact]
    public void Options_are_one_line_of_snake_case() => Assert.Equal(
        """{"env_name":"CartPole-v0","transitions":100,"max_steps":null,"action_names":null}""",
        WorkJson.Write(new CollectWork.Options("CartPole-v0", 100, null)));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(0.1)]
    public void Every_number_survives(double value) => Assert.Equal(value, WorkJson.Read<double>(WorkJson.Write(value)));

    [Theory]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("{")]
    public void Options_of_another_shape_are_refused(string options) =>
        Assert.Throws<JsonException>(() => Context(options).Options<CollectWork.Options>());

    [Fact]
    public void Readings_stay_until_there_are_newer_ones()
    {
        var context = Context("{}");
        Assert.Equal(0, context.Progress.Completed);

        context.Report(1, 4, ImmutableSortedDictionary<string, double>.Empty.Add("td_loss", 0.5));
        context.Report(2, 4);

        Assert.Equal((2L, 4L, "rows", 0.5), (context.Progress.Completed, context.Progress.Total, context.Progress.Unit, context.Progress.Readings["td_loss"]));
    }

    [Fact]
    public void Inputs_are_found_under_the_data_root_and_nowhere_else()
    {
        Assert.Equal(Path.Combine(_folder.FullPath, "logs", "a.parquet"), Context("{}").PathOf(new FileReference("logs/a.parquet", 1, 1, "")));
        Assert.Throws<InvalidOperationException>(() => Context("{}").PathOf(new FileReference("../a.parquet", 1, 1, "")));
    }
}
