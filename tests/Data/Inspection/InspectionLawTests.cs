using System.Text.Json;
using System.Text.Json.Serialization;
using ReAgent.Contracts.Randomness;
using ReAgent.Data.Inspection;
using ReAgent.Data.Inspection.Findings;
using Xunit;

namespace ReAgent.Data.Tests.Inspection;

public sealed class InspectionLawTests
{
    private static readonly JsonSerializerOptions Options = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, Converters = { new Rounded() } };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_order_of_rows_and_files_changes_only_what_is_said_of_the_order(int seed)
    {
        var rows = SampleLog.Rows((row, at) => (row.State[3], row.Propensity) = (at % 3, at % 50 == 0 ? double.NaN : row.Propensity));
        var shuffled = rows.ToArray();
        new RandomStream((ulong)seed, "shuffle").Shuffle<SampleRow>(shuffled);
        using var one = await new WrittenLog().With(SampleLog.Table(rows));
        using var many = new WrittenLog();
        foreach (var (index, part) in shuffled.Chunk(200).Index())
        {
            await many.With(SampleLog.Table(part), $"part-{index}.parquet");
        }

        // Sketches that overflow must not depend on the order either.
        var options = new InspectionOptions { Workers = 1 + seed, Limits = new SketchLimits { Episodes = 50, SequenceNumbers = 100, Rows = 128 } };
        var (inOrder, mixed) = (await one.Inspect(options), await many.Inspect(options));

        Assert.True(mixed.Contents!.Episodes.OutOfOrder > 0);
        Assert.Equal(0, inOrder.Contents!.Episodes.OutOfOrder);
        Assert.Equal(Text(inOrder), Text(mixed));
        Assert.Equal(
            InspectionFindings.Of(inOrder).All.Select(finding => finding.Id),
            InspectionFindings.Of(mixed).All.Select(finding => finding.Id).Where(id => id != "stored-out-of-order"));
    }

    [Fact]
    public async Task The_number_of_workers_changes_nothing()
    {
        using var log = new WrittenLog();
        foreach (var (index, part) in SampleLog.Rows().Chunk(100).Index())
        {
            await log.With(SampleLog.Table(part), $"part-{index}.parquet");
        }

        var one = await log.Inspect(new InspectionOptions { Workers = 1 });
        var several = await log.Inspect(new InspectionOptions { Workers = 4 });

        Assert.Equal(JsonSerializer.Serialize(one, Exact), JsonSerializer.Serialize(several, Exact));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 2)]
    [InlineData(717, 120)]
    public async Task As_many_rows_are_looked_at_as_asked(int rows, int episodes)
    {
        using var log = new WrittenLog();
        var all = SampleLog.Rows();
        await log.With(SampleLog.Table(all.Take(4)), "a.parquet");
        await log.With(SampleLog.Table(all.Skip(4)), "b.parquet");

        var contents = (await log.Inspect(new InspectionOptions { Rows = rows })).Contents!;

        Assert.Equal((Math.Min(rows, all.Count), rows < all.Count), (contents.Rows, contents.IsBeginning));
        Assert.Equal(Math.Min(episodes, SampleLog.Episodes), contents.Episodes.Count);
    }

    [Fact]
    public async Task A_log_of_many_episodes_is_estimated_from_a_share_of_them()
    {
        using var log = await new WrittenLog().With(SampleLog.Table(SampleLog.Rows(episodes: 4000)));

        var episodes = (await log.Inspect(new InspectionOptions { Limits = new SketchLimits { Episodes = 1000 } })).Contents!.Episodes;

        Assert.False(episodes.IsExact);
        Assert.InRange(episodes.Count, 3600, 4400);
        Assert.Equal((3, 9), (episodes.Lengths.Minimum, episodes.Lengths.Maximum));
    }

    [Fact]
    public async Task Inspection_stops_when_asked()
    {
        using var log = await new WrittenLog().With(SampleLog.Table(SampleLog.Rows()));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            LogInspector.Inspect(log.Folder, ["."], new InspectionOptions(), cancellationToken: new CancellationToken(true)));
    }

    private static readonly JsonSerializerOptions Exact = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private static string Text(LogInspection inspection) => JsonSerializer.Serialize(
        inspection with
        {
            Files = inspection.Files with { All = [] },
            Columns = [],
            Contents = inspection.Contents! with { Episodes = inspection.Contents.Episodes with { OutOfOrder = 0 } },
        },
        Options);

    /// <summary>Sums of floating-point numbers depend on the order in their last digits.</summary>
    private sealed class Rounded : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString("G10", System.Globalization.CultureInfo.InvariantCulture));
    }
}
