// Rows per second of the feature sketch and of the feature transform, on one thread, for a Parquet file that duckdb.mjs made; see there.
//
//   dotnet run -c Release --project bench/normalization -- FILE.parquet
using System.Diagnostics;
using System.Text.Json;
using ReAgent.Bench.Normalization;
using ReAgent.Data.Features;

if (args is not [var path])
{
    Console.Error.WriteLine("usage: ReAgent.Bench.Normalization FILE.parquet");
    return 2;
}

const int Rounds = 5;
const int KeysAtOnce = 4096;
var options = new PreprocessingOptions { SkipQuantiles = false, MinimumStddev = 0 };
var rows = await LoggedFeatures.Read(path);

FeatureSample sample = null!;
var sketch = Best(() => sample = Sketch(rows));
IdentifiedFeatures identified = null!;
var identify = Best(() => identified = FeatureIdentification.Identify(sample, options, FeatureType.Quantile));
using var file = new MemoryStream();
var write = Best(() =>
{
    file.SetLength(0);
    sample.Write(file);
});
var half = Sketch(rows, 0, rows.Count / 2);
var merge = Best(() => FeatureSample.Read(new MemoryStream(file.GetBuffer(), 0, (int)file.Length)).Merge(half));
var continuous = new FeatureTransform(new FeatureLayout(
    FeatureIdentification.Identify(sample, options, FeatureType.Continuous).Parameters));
var quantile = new FeatureTransform(new FeatureLayout(identified.Parameters));
var output = new float[4096 * continuous.Layout.OutputWidth];
var transform = Best(() => Transform(continuous));
var transformQuantile = Best(() => Transform(quantile));

var first = sample.Features.First();
Console.WriteLine(JsonSerializer.Serialize(new
{
    rows = rows.Count,
    features = sample.Features.Count,
    sketch,
    identify,
    write,
    merge,
    transform,
    transformQuantile,
    sketchBytes = file.Length,
    memoryBytes = sample.MemoryBytes,
    keptPerFeature = sample.KeptPerFeature,
    first = new
    {
        count = first.Count,
        min = first.Minimum,
        max = first.Maximum,
        mean = first.Mean,
        stddev = first.StandardDeviation,
        quantiles = identified.Parameters[first.FeatureId].Quantiles,
    },
}));
return 0;

static FeatureSample Sketch(LoggedFeatures rows, int from = 0, int? to = null)
{
    var sample = new FeatureSample(100_000, seed: 1);
    var keys = new RowKey[KeysAtOnce];
    string? mdpId = null;
    var episode = default(EpisodeKey);
    for (var start = from; start < (to ?? rows.Count); start += KeysAtOnce)
    {
        var count = Math.Min(KeysAtOnce, (to ?? rows.Count) - start);
        for (var row = 0; row < count; row++)
        {
            var id = rows.MdpIds[start + row];
            if (!string.Equals(id, mdpId, StringComparison.Ordinal))
            {
                (mdpId, episode) = (id, EpisodeKey.Of(id));
            }

            keys[row] = episode.Row(rows.SequenceNumbers[start + row]);
        }

        sample.AddRows(keys.AsSpan(0, count), rows.State, start);
    }

    return sample;
}

void Transform(FeatureTransform transform)
{
    for (var start = 0; start < rows.Count; start += 4096)
    {
        var count = Math.Min(4096, rows.Count - start);
        transform.TransformRows(rows.State, start, count, output.AsSpan(0, count * transform.Layout.OutputWidth));
    }
}

static double Best(Action action)
{
    var best = double.PositiveInfinity;
    for (var round = 0; round < Rounds; round++)
    {
        var started = Stopwatch.GetTimestamp();
        action();
        best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    return best;
}
