using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;
using ReAgent.Data.Logs;
using ReAgent.Data.Timelines;
using ReAgent.Environments.Actions;
using ReAgent.Environments.Catalog;
using ReAgent.Evaluation.Behavior;
using ReAgent.Learning.Exploration;
using ReAgent.Learning.Trainers;
using ReAgent.Learning.Training;

namespace ReAgent.Grains.Experiments;

/// <summary>A whole experiment file. The keys are the original's; those it lacked are described as ours.</summary>
[NoEffect("model_path", "the policy is published under the experiment's folder")]
[NoEffect("pkl_path", "episodes are logged as Parquet under the experiment's folder")]
[NoEffect("publisher", "every policy is published with its normalization and its estimate")]
[NoEffect("validator", "the estimate's verdict takes its place: set 'estimation.required_verdict'")]
[NoEffect("resource_options", "silos declare what they have")]
[NoEffect("use_gpu", "set 'device: cuda' instead")]
public sealed record ExperimentConfig : IValidatedConfig
{
    [Description("Name of the experiment, and of its folder under outputs/. Default: the name of the config file.")]
    [RegularExpression("[A-Za-z0-9][A-Za-z0-9._-]*")]
    public string? ExperimentName { get; init; }

    [Description("Environment to collect episodes from and to evaluate in, such as CartPole-v0. The model's actions are its own by position. Leave it out when you bring your own logs.")]
    public string? EnvName { get; init; }

    [Description("The environment as the original's files for online training name it. Default: none; env_name is the short form.")]
    public EnvironmentOptions? Env { get; init; }

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

    [Description("Policies on the way to the last that are kept, spread evenly over the training, and played in the environment as well: they show what training is like, and are not published. Default: 0.")]
    [Range(0, 1000)]
    public int PolicySnapshots { get; init; }

    [Description("Mean return that the policy has to reach in the environment; below it the run ends with exit code 3. Default: none.")]
    public double? PassingScoreBar { get; init; }

    [Description("Episodes to play and learn from while training. When given, training is online: the random policy only makes a start. Default: none, training is offline.")]
    [Range(1, 10_000_000)]
    public int? NumTrainEpisodes { get; init; }

    [Description("Transitions that online training remembers. Default: 100000.")]
    [Range(1, 1_000_000_000)]
    public int ReplayMemorySize { get; init; } = 100_000;

    [Description("Transitions per training step of online training. Default: 1.")]
    [Range(1, 1_000_000)]
    public int TrainEveryTs { get; init; } = 1;

    [Description("Transitions of the random policy with which online training begins; normalization is found from them. Default: 1000.")]
    [Range(1, 1_000_000_000)]
    public int TrainAfterTs { get; init; } = 1000;

    [Description("Batch size of online training, unless the model says so itself. Default: that of reader_options.")]
    [Range(1, 10_000_000)]
    public int? MinibatchSize { get; init; }

    [Description("How online training goes from round to round.")]
    public OnlineOptions Online { get; init; } = new();

    [Description("Where to train: cpu, or cuda for a silo with such a device. Default: cpu.")]
    public TrainingDevice Device { get; init; } = TrainingDevice.Cpu;

    /// <summary>Name of the environment, however it is given.</summary>
    internal string? Environment => EnvName ?? Env?.Name;

    /// <summary>Whether the policy is trained on episodes that it plays meanwhile.</summary>
    internal bool IsOnline => NumTrainEpisodes is not null;

    /// <summary>Names of the environment's discrete actions; none where it has continuous ones, or there is none.</summary>
    private ImmutableArray<string> EnvironmentActions =>
        Environment is { } name && EnvironmentCatalog.BuiltIn.Names.Contains(name)
        && EnvironmentCatalog.BuiltIn.Create(name).Description.Actions is DiscreteActions actions
            ? [.. actions.Names]
            : [];

    /// <summary>The same experiment; a model that leaves its actions to the environment has them, and the id lists that it reads go along to the timeline.</summary>
    internal ExperimentConfig Completed() => this with
    {
        Model = Model.LacksActions ? Model.ForActions(EnvironmentActions) : Model,
        Log = Log.Carrying(Model.StateFeatures?.Ids?.Columns ?? []),
    };

    /// <summary>Transitions to collect with the random policy.</summary>
    internal int RandomTransitions => IsOnline ? Math.Max(TrainAfterTs, BatchSize) : NumTrainTransitions;

    /// <summary>Rows per training step.</summary>
    internal int BatchSize => (Model.Reader ?? (IsOnline && MinibatchSize is { } size ? new ReaderOptions { MinibatchSize = size } : ReaderOptions)).MinibatchSize;

    /// <summary>Whether the policy is estimated on held-out episodes.</summary>
    internal bool Estimates => InputTableSpec.HeldOut > 0 && Model.TrainsCpe;

    /// <summary>Names of the metrics that get estimates of their own, sorted.</summary>
    internal ImmutableArray<string> Metrics => [.. RewardOptions.MetricRewardValues.Keys];

    /// <inheritdoc/>
    public IEnumerable<ConfigProblem> Validate()
    {
        if (IsOnline && Environment is null)
        {
            yield return new ConfigProblem("num_train_episodes", "online training plays episodes: it needs an environment ('env_name')");
        }

        if (Online.Replay is PrioritizedReplayOptions && !Model.Prioritizable)
        {
            yield return new ConfigProblem("online.replay", "prioritized replay needs a trainer that weighs its batches: DiscreteDQN, DiscreteQRDQN, DiscreteC51DQN or DiscreteCQL, with calc_cpe_in_training: false");
        }

        if (Environment is null && Episodes.IsEmpty)
        {
            yield return new ConfigProblem("env_name", "neither 'env_name' (an environment to collect from) nor 'episodes' (your own logs) is given; one of them is needed");
        }

        if (Environment is { } name && !EnvironmentCatalog.BuiltIn.Names.Contains(name))
        {
            var nearest = NearestName.Find(name, EnvironmentCatalog.BuiltIn.Names) is { } near ? $"did you mean '{near}'? " : "";
            yield return new ConfigProblem("env_name", $"there is no environment '{name}'; {nearest}Known: {string.Join(", ", EnvironmentCatalog.BuiltIn.Names)}");
        }

        if (Environment is { } known && EnvironmentCatalog.BuiltIn.Names.Contains(known) && ActionsProblem(known) is { } problem)
        {
            yield return problem;
        }

        if (Model.LacksActions && EnvironmentActions.IsEmpty)
        {
            yield return new ConfigProblem("model", "the model names no actions, and there is no environment with discrete actions to have them from; list them under trainer_param.actions, as in the data");
        }

        if (Estimation.RequiredVerdict != RequiredVerdict.Any && !Estimates)
        {
            yield return new ConfigProblem(
                "estimation.required_verdict", "a verdict is required, but none is given: hold episodes out (input_table_spec.eval_table_sample) and train the models that judge the policy");
        }

        if (InputTableSpec.Sum > 100 + 1e-11)
        {
            yield return new ConfigProblem("input_table_spec.eval_table_sample", $"table_sample, test_table_sample and eval_table_sample add up to {InputTableSpec.Sum} %; together they may not exceed 100");
        }
    }

    // An environment's actions go by position: the original's files have names of their own for them.
    private ConfigProblem? ActionsProblem(string environment)
    {
        if (Model.ActionNames.IsEmpty || EnvironmentCatalog.BuiltIn.Create(environment).Description.Actions is not DiscreteActions { Names: var names })
        {
            return null;
        }

        if (Model.ActionNames.Length != names.Count)
        {
            return new ConfigProblem("model", $"the model has the {Model.ActionNames.Length} actions {string.Join(", ", Model.ActionNames)}, but {environment} has {names.Count}: {string.Join(", ", names)}");
        }

        return !Model.ActionNames.SequenceEqual(names) && Model.ActionNames.ToHashSet().SetEquals(names)
            ? new ConfigProblem("model", $"the model's actions {string.Join(", ", Model.ActionNames)} are in another order than those of {environment}: {string.Join(", ", names)}; they go by position")
            : null;
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

/// <summary>An environment as the original's files for online training name it.</summary>
[TaggedUnion]
public abstract record EnvironmentOptions
{
    /// <summary>Name in the catalog.</summary>
    public abstract string Name { get; }
}

/// <summary>An environment of the catalog.</summary>
[UnionMember("Gym")]
[NoEffect("set_max_steps", "set max_steps beside 'env'")]
public sealed record GymOptions : EnvironmentOptions
{
    [Description("Name of the environment, such as CartPole-v0.")]
    public required string EnvName { get; init; }

    public override string Name => EnvName;
}

/// <summary>Arms that may be legal or not, observed as numbers and as lists of ids.</summary>
[UnionMember("ChangingArms")]
public sealed record ChangingArmsOptions : EnvironmentOptions
{
    [Description("Arms; how often each is legal is given for 5. Default: 5.")]
    [Range(5, 5)]
    public int NumArms { get; init; } = 5;

    public override string Name => "ChangingArms-v0";
}

/// <summary>
/// How online training goes on from round to round (ours). In a round collectors play episodes with the policy of the round before last while the
/// trainer learns from those of the last one; models that learn only from their own episodes wait for them instead.
/// </summary>
public sealed record OnlineOptions
{
    [Description("Episodes per round. Default: 1.")]
    [Range(1, 1_000_000)]
    public int EpisodesPerRound { get; init; } = 1;

    [Description("How the policy departs from what it holds for best while it collects. Default: as the model says: EpsilonGreedy, Gaussian or AsDecided.")]
    public ExplorationOptions? Exploration { get; init; }

    [Description("Which of the remembered transitions are drawn: Uniform or Prioritized. Default: Uniform.")]
    public ReplayOptions Replay { get; init; } = new UniformReplayOptions();
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

    [Description("Held-out transitions without a propensity: refuse sets them aside, and with too many the verdict is CANNOT TELL; estimate fits a model of the logging policy to their states, and the verdict says so. Default: refuse.")]
    public MissingPropensities MissingPropensities { get; init; }

    [Description("When estimates deserve trust; below, the verdict is CANNOT TELL.")]
    public TrustOptions Trust { get; init; } = new();

    [Description("The verdict without which the policy is not published: any, not_worse (BETTER or NOT ENOUGH EVIDENCE) or better. Then it gets no estimates.json, and the run ends with exit code 3. Default: any.")]
    public RequiredVerdict RequiredVerdict { get; init; }
}
