using System.Globalization;
using System.Reflection;
using System.Text.Json;
using ReAgent.Data.Features;
using ReAgent.Evaluation.Estimators;
using ReAgent.Evaluation.Reports;
using ReAgent.Evaluation.Results;
using ReAgent.Evaluation.Rollouts;
using ReAgent.Grains.Collection;
using ReAgent.Grains.Evaluation;
using ReAgent.Grains.Experiments;
using ReAgent.Grains.Features;
using ReAgent.Grains.Training;
using ReAgent.Grains.Work;

namespace ReAgent.Grains.Publication;

/// <summary>Gathers what an experiment left on disk into its report.</summary>
internal sealed class ReportBuilder(WorkContext context, PublishWork.Options options, ExperimentConfig config)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    public ExperimentReport Build()
    {
        var training = (Only<TrainWork.Summary>(TrainWork.KindName) ?? Only<TrainWork.Summary>(OnlinePolicyWork.KindName))!;
        var estimates = Input(EstimateWork.EstimatesFile) is { } file ? CpeReportJson.Read(File.ReadAllBytes(file)) : null;
        var played = Input(PlayWork.ReturnsFile) is { } returns ? Json<ReturnSummary>(returns) : null;
        var modelName = Model();
        var source = config.Environment ?? config.InputTableSpec.TableName ?? "logged episodes";
        return new ExperimentReport(
            options.Name,
            $"{modelName} learned from {options.Timeline.Transitions.ToString("N0", CultureInfo.InvariantCulture)} logged transitions of {source}",
            config.Seed,
            estimates is null ? null : EstimateReport.Of(estimates, config.Estimation.Confidence),
            played is null ? null : Environment(played),
            Training(training, modelName),
            Data(training),
            [],
            Files(),
            [new SoftwareComponent("ReAgent for .NET", Version(typeof(ReportBuilder))), new SoftwareComponent(".NET", System.Environment.Version.ToString())],
            new ConfigText("json", Indented(options.Config)));
    }

    private EnvironmentSummary Environment(ReturnSummary played)
    {
        var collected = All<CollectWork.Summary>(CollectWork.KindName);
        var episodes = collected.Sum(part => part.Episodes);
        return new EnvironmentSummary(
            played.Environment,
            played.Episodes,
            new IntervalEstimate(played.MeanReturn, played.Low, played.High),
            played.StandardDeviation,
            played.Minimum,
            played.Maximum,
            "reward per episode",
            config.PassingScoreBar,
            config.PassingScoreBar is { } bar ? played.MeanReturn >= bar : null,
            played.Returns,
            ReturnSummary.Confidence,
            episodes == 0 ? null : new ReferenceReturn("logging policy", new IntervalEstimate(collected.Sum(part => part.Return) / episodes), episodes));
    }

    private TrainingSummary Training(TrainWork.Summary summary, string modelName)
    {
        var curves = Json<Curves>(Input(TrainWork.CurvesFile)!);
        var epochs = curves.Epochs;
        return new TrainingSummary(
            modelName,
            summary.Epochs,
            summary.Steps,
            config.BatchSize,
            [.. Series(epochs, epoch => epoch.Readings, (step, value) => new(step, value)).Select(series => new Curve(series.Name, UnitOf(series.Name), "epochs", series.Points))],
            [.. Series(epochs, epoch => epoch.Estimates, (step, estimate) => new(step, estimate.Value, estimate.Low, estimate.High)).Select(series => new Curve(EstimatorCatalog.Standard[series.Name].Name, "relative to the logging policy", "epochs", series.Points))]);
    }

    private DataSummary Data(TrainWork.Summary training)
    {
        var counts = options.Timeline;
        var estimate = Only<EstimateWork.Summary>(EstimateWork.KindName);
        var normalization = Only<NormalizationWork.Summary>(NormalizationWork.KindName)!;
        var parameters = NormalizationJson.Read(File.ReadAllText(Input(NormalizationWork.StateFile)!));
        var seen = normalization.Features.ToDictionary(feature => feature.Id);
        return new DataSummary(
            new DataSplit(training.Transitions, training.Episodes),
            estimate is null ? null : new DataSplit(estimate.Steps, estimate.Episodes),
            [
                .. counts.Actions.Select(action => new ActionShare(
                    action.Key,
                    action.Value.Transitions,
                    (double)action.Value.Transitions / counts.Transitions,
                    action.Value.WithPropensity == 0 ? null : action.Value.PropensitySum / action.Value.WithPropensity)),
            ],
            [
                .. parameters.OrderBy(feature => feature.Key).Select(feature => new FeatureSummary(
                    feature.Key,
                    null,
                    "state",
                    feature.Value.Type.InFiles().ToLowerInvariant(),
                    feature.Value.Mean,
                    feature.Value.StandardDeviation,
                    seen[feature.Key].Values,
                    seen[feature.Key].Rows == 0 ? 0 : (double)seen[feature.Key].Values / seen[feature.Key].Rows)),
            ],
            counts.RowsRead,
            [.. counts.Quarantined.Select(reason => new QuarantinedRows(reason.Key, reason.Value))]);
    }

    private IReadOnlyList<ProducedFile> Files() =>
    [
        .. context.Item.Inputs
            .Where(file => file.Path.StartsWith(context.Item.Folder + "/", StringComparison.Ordinal))
            .Select(file => (Path: file.Path[(context.Item.Folder.Length + 1)..], File: file))
            .Select(entry => new ProducedFile(entry.Path, PurposeOf(entry.Path), entry.File.Bytes, entry.File.Sha256)),
    ];

    private string Model()
    {
        using var json = JsonDocument.Parse(options.Config);
        return json.RootElement.GetProperty("model").EnumerateObject().First().Name;
    }

    private T? Only<T>(string kind)
        where T : class => All<T>(kind).FirstOrDefault();

    private T[] All<T>(string kind) => [.. options.Work.Where(work => work.Kind == kind).Select(work => WorkJson.Read<T>(work.Summary))];

    private string? Input(string name) =>
        context.Item.Inputs.FirstOrDefault(input => input.Path == $"{context.Item.Folder}/{name}") is { } file ? context.PathOf(file) : null;

    private static T Json<T>(string path) => WorkJson.Read<T>(File.ReadAllText(path));

    private static IEnumerable<(string Name, IReadOnlyList<CurvePoint> Points)> Series<T>(
        IReadOnlyList<EpochCurves> epochs, Func<EpochCurves, IReadOnlyDictionary<string, T>> values, Func<long, T, CurvePoint> point) =>
        epochs.SelectMany(epoch => values(epoch).Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(name => (
            name,
            (IReadOnlyList<CurvePoint>)[.. epochs.Where(epoch => values(epoch).ContainsKey(name)).Select(epoch => point(epoch.Epoch + 1, values(epoch)[name]))]));

    private static string UnitOf(string reading) => reading.EndsWith("_loss", StringComparison.Ordinal) ? "loss" : "reward";

    private static string PurposeOf(string path) => path.Split('/')[0] switch
    {
        "episodes" => "logged episodes",
        "timeline" => "pairs of consecutive states and actions",
        "quarantine" => "rows set aside, with the reason",
        "features" => "samples of the features, for normalization",
        "normalization.json" => "normalization of the state features",
        "action_normalization.json" => "normalization of the action features",
        "rows" => "training rows, normalized and packed",
        "policy" => "the policy: what it is, its weights, its normalization",
        "training" => "learning curves",
        "evaluation" => "estimates, returns, and what they were made from",
        _ => "output",
    };

    private static string Indented(string json)
    {
        using var document = JsonDocument.Parse(json);
        return JsonSerializer.Serialize(document.RootElement, Readable);
    }

    private static string Version(Type type) => type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}
