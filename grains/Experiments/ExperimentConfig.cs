using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;
using ReAgent.Data.Logs;
using ReAgent.Data.Timelines;
using ReAgent.Environments.Catalog;
using ReAgent.Learning.Trainers;

namespace ReAgent.Grains.Experiments;

/// <summary>A whole experiment file. The keys are the original's; those it lacked are described as ours.</summary>
[NoEffect("model_path", "the policy is published under the experiment's folder")]
[NoEffect("pkl_path", "episodes are logged as Parquet under the experiment's folder")]
[NoEffect("publisher", "every policy is published with its normalization and its estimate")]
[NoEffect("validator", "the estimate's verdict takes its place")]
[NoEffect("resource_options", "silos declare what they have")]
[NoEffect("use_gpu", "set 'device: cuda' instead")]
public sealed record ExperimentConfig : IValidatedConfig
{
    [Description("Name of the experiment, and of its folder under outputs/. Default: the name of the config file.")]
    [RegularExpression("[A-Za-z0-9][A-Za-z0-9._-]*")]
    public string? ExperimentName { get; init; }

    [Description("Environment to collect episodes from and to evaluate in, such as CartPole-v0. Leave it out when you bring your own logs.")]
    public string? EnvName { get; init; }

    [Description("Your own logged episodes: Parquet, CSV or JSON-lines files, folders (also with ds=… folders in them) or globs, relative to the working folder. Then nothing is collected. Default: none.")]
    public ImmutableArray<string> Episodes { get; init; } = [];

    [Description("How your own logged episodes are read.")]
    public LogOptions Log { get; init; } = new();

    [Description("Which share of the episodes is trained on, and which is held out for evaluation.")]
    public TableSpec InputTableSpec { get; init; } = new();

    [Description("The model to train, and how.")]
    public required ModelOptions Model { get; init; }

    [Description("How episodes are collected.")]
    public CollectionOptions Collection { get; init; } = new();

    [Description("How logged episodes become a timeline.")]
    public TimelineOptions Timeline { get; init; } = new();

    [Description("Transitions to collect with the random policy. Default: 30000.")]
    [Range(1, 1_000_000_000)]
    public int NumTrainTransitions { get; init; } = 30_000;

    [Description("Steps after which an episode is cut off, when that is earlier than the environment's own limit. Default: the environment's.")]
    [Range(1, 1_000_000_000)]
    public int? MaxSteps { get; init; }

    [Description("Seed of every random number in the experiment. Default: 1.")]
    public ulong Seed { get; init; } = 1;

    [Description("Passes over the training rows. Default: 1.")]
    [Range(1, 1_000_000)]
    public int NumEpochs { get; init; } = 1;

    [Description("How training rows are read, unless the model says so itself.")]
    public ReaderOptions ReaderOptions { get; init; } = new();

    [Description("What counts as the reward.")]
    public RewardOptions RewardOptions { get; init; } = new();

    [Description("Counterfactual policy evaluation.")]
    public EstimationOptions Estimation { get; init; } = new();

    [Description("Episodes played in the environment to evaluate the policy. Default: 50.")]
    [Range(1, 1_000_000)]
    public int NumEvalEpisodes { get; init; } = 50;

    [Description("Mean return that the policy has to reach in the environment; below it the run ends with exit code 3. Default: none.")]
    public double? PassingScoreBar { get; init; }

    [Description("Where to train: cpu, or cuda for a silo with such a device. Default: cpu.")]
    public TrainingDevice Device { get; init; } = TrainingDevice.Cpu;

    /// <summary>Whether the policy is estimated on held-out episodes.</summary>
    internal bool Estimates => InputTableSpec.HeldOut > 0 && Model.TrainsCpe;

    /// <summary>Names of the metrics that get estimates of their own, sorted.</summary>
    internal ImmutableArray<string> Metrics => [.. RewardOptions.MetricRewardValues.Keys];

    /// <inheritdoc/>
    public IEnumerable<ConfigProblem> Validate()
    {
        if (EnvName is null && Episodes.IsEmpty)
        {
            yield return new ConfigProblem("env_name", "neither 'env_name' (an environment to collect from) nor 'episodes' (your own logs) is given; one of them is needed");
        }

        if (EnvName is not null && !EnvironmentCatalog.BuiltIn.Names.Contains(EnvName))
        {
            var nearest = NearestName.Find(EnvName, EnvironmentCatalog.BuiltIn.Names) is { } near ? $"did you mean '{near}'? " : "";
            yield return new ConfigProblem("env_name", $"there is no environment '{EnvName}'; {nearest}Known: {string.Join(", ", EnvironmentCatalog.BuiltIn.Names)}");
        }

        if (InputTableSpec.Sum > 100 + 1e-11)
        {
            yield return new ConfigProblem("input_table_spec.eval_table_sample", $"table_sample, test_table_sample and eval_table_sample add up to {InputTableSpec.Sum} %; together they may not exceed 100");
        }
    }
}

/// <summary>Where training runs.</summary>
public enum TrainingDevice
{
    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>An NVIDIA GPU.</summary>
    Cuda,
}

/// <summary>Shares of the episodes, by hash of <c>mdp_id</c> (original: TableSpec).</summary>
public sealed record TableSpec
{
    [Description("A label for the data, as in the original; shown in the report. Default: none.")]
    public string? TableName { get; init; }

    [Description("Per cent of the episodes to train on, from the low end of the hash. Default: 100 less eval_table_sample and test_table_sample.")]
    [Range(0.0, 100.0)]
    public double? TableSample { get; init; }

    [Description("Per cent of the episodes held out for evaluation, from the high end of the hash. Default: 0.")]
    [Range(0.0, 100.0)]
    public double? EvalTableSample { get; init; }

    [Description("Per cent of the episodes set aside to compare settings on, from just below the held-out ones. Default: 0.")]
    [Range(0.0, 100.0)]
    public double? TestTableSample { get; init; }

    /// <summary>Share of the episodes held out, 0 to 1.</summary>
    internal double HeldOut => (EvalTableSample ?? 0) / 100;

    /// <summary>Share of the episodes trained on, 0 to 1.</summary>
    internal double Trained => (TableSample ?? (100 - (EvalTableSample ?? 0) - (TestTableSample ?? 0))) / 100;

    /// <summary>Share of the episodes to compare settings on, 0 to 1.</summary>
    internal double Tested => (TestTableSample ?? 0) / 100;

    /// <summary>Per cent of the episodes that are spoken for.</summary>
    internal double Sum => (TableSample ?? 0) + (TestTableSample ?? 0) + (EvalTableSample ?? 0);
}

/// <summary>How episodes are collected (ours).</summary>
public sealed record CollectionOptions
{
    [Description("Number of collectors that share the transitions. Part of the experiment, not of the cluster. Default: 4.")]
    [Range(1, 4096)]
    public int Collectors { get; init; } = 4;
}

/// <summary>What counts as the reward (original: RewardOptions).</summary>
public sealed record RewardOptions
{
    [Description("Computes the reward of each logged row from its columns, in the notation of Spark SQL: reward - 0.1 * metrics['cost']. A null counts as 0. Default: the log's own reward.")]
    public string? CustomRewardExpression { get; init; }

    [Description("Names of metrics that get estimates of their own, with weights that, as in the original, are not applied to the reward. Default: none.")]
    public ImmutableSortedDictionary<string, double> MetricRewardValues { get; init; } = ImmutableSortedDictionary<string, double>.Empty;
}

/// <summary>Counterfactual policy evaluation (ours).</summary>
public sealed record EstimationOptions
{
    [Description("Bootstrap resamples of the episodes behind every interval. Default: 1000.")]
    [Range(50, 1_000_000)]
    public int BootstrapSamples { get; init; } = 1000;

    [Description("Confidence of the intervals, above 0 and below 1. Default: 0.95.")]
    [Range(0.5, 0.999)]
    public double Confidence { get; init; } = 0.95;
}
