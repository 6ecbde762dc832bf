using ReAgent.Evaluation.Reports;

namespace ReAgent.Evaluation.Tests.Reports;

/// <summary>Reports of experiments that went well, badly, strangely, or hardly took place.</summary>
internal static class SampleReports
{
    public const string Hostile = "<script>alert(\"x\")</script>&amp;'\u0001\u202E]]>--><!--\uD800 http://evil.example/</style>";

    public static IReadOnlyDictionary<string, ExperimentReport> All { get; } = new Dictionary<string, ExperimentReport>
    {
        ["cartpole"] = CartPole(),
        ["pendulum"] = Pendulum(),
        ["catalog"] = Catalog(),
        ["bare"] = Bare(),
        ["empty"] = Empty(),
        ["diverged"] = Diverged(),
        ["hostile"] = HostileNames(),
    };

    /// <summary>Everything there is, and a clear result.</summary>
    public static ExperimentReport CartPole() => new(
        "cartpole-dqn",
        "Balancing a pole: DQN learnt from 1,500 random episodes",
        42,
        new(
            new(VerdictOutcome.Better,
                "The policy is estimated to earn 3.1 times what the logging policy earned (95 % interval 2.6 to 3.6, " +
                "weighted sequential doubly robust, 152 episodes).",
                ["The effective sample size is 21 of 152 episodes: a few episodes carry much of the estimate."], "weighted_doubly_robust"),
            3412, 152,
            [
                new("reward",
                    [
                        new(new(1, 1, 1), "reward per step", 3412, "transitions"),
                        new(new(22.4, 20.6, 24.3), "discounted return per episode", 152, "episodes"),
                    ],
                    [
                        PerStep("direct_method", "direct method", new(1.0004, 0.9998, 1.001), new(1.0004, 0.9998, 1.001), 3412),
                        PerStep("inverse_propensity", "inverse propensity", new(0.994, 0.961, 1.028), new(0.994, 0.961, 1.028), 3412),
                        PerStep("doubly_robust", "doubly robust", new(1.0001, 0.999, 1.0012), new(1.0001, 0.999, 1.0012), 3412),
                        PerEpisode("sequential_doubly_robust", "sequential doubly robust",
                            new(71.2, -40.1, 402.7), new(3.18, -1.79, 17.98), 152, "One episode has 38 % of the weight."),
                        PerEpisode("weighted_doubly_robust", "weighted sequential doubly robust",
                            new(69.4, 58.3, 80.7), new(3.098, 2.603, 3.603), 152),
                        PerEpisode("magic", "MAGIC", null, null, 152, "Fewer than 24 steps in the longest episode."),
                    ]),
            ],
            [new("left", 0.497, 0.512), new("right", 0.503, 0.488)],
            [
                new("effective sample size", 21.3, "episodes", 152, "episodes", true, "Below a quarter of the episodes."),
                new("largest share of the weight", 0.124, "share", 152, "episodes", false, "The heaviest episode’s part of all weight."),
                new("overlap", 0.998, "share", 3412, "transitions", false,
                    "Transitions whose logged action the policy would take with at least 1 %."),
            ]),
        new("CartPole-v0", 100, new(194.62, 191.9, 197.3), 13.8, 131, 200, "reward per episode", 195, false,
            [.. Enumerable.Range(0, 100).Select(episode => episode % 5 == 0 ? 131.0 + episode * 0.65 : 200 - episode % 7)], 0.95,
            new("logging policy", new(22.4, 20.6, 24.3), 1500)),
        new("DiscreteDQN", 20, 1350, 512,
            [
                Decay("td_loss", 12, 0.01, 1350),
                Decay("reward_loss", 0.8, 0.002, 1350),
                .. new[] { "left", "right" }.Select((action, index) => Measured($"Q of {action}", "discounted reward", 135, 10,
                    step => (62 + index * 3) * (1 - Math.Exp(-step / 30.0)) + Ripple(step + index * 31), "q_values")),
                Measured("gradient_norm", "norm of the loss’s gradient", 1350, 1, step => 4 + 3 * Ripple(step) + (step == 700 ? 40 : 0)),
            ],
            [
                ByEpoch("direct method", 1.0, 0.01), ByEpoch("weighted sequential doubly robust", 3.1, 0.5),
                ByEpoch("sequential doubly robust", 3.2, 4.0),
            ]),
        new(new(30_708, 1348), new(3412, 152),
            [new("left", 17_012, 0.4986, 0.5), new("right", 17_108, 0.5014, 0.5)],
            [
                new(0, "cart position", "state", "continuous", 0.0021, 0.0981, 34_120, 1, "m"),
                new(1, "cart velocity", "state", "continuous", -0.0013, 0.5622, 34_120, 1, "m/s"),
                new(2, "pole angle", "state", "continuous", 0.00112, 0.0997, 34_120, 1, "rad"),
                new(3, "pole velocity at the tip", "state", "continuous", 0.0007, 0.8431, 34_085, 0.99897, "rad/s"),
            ],
            34_123, [new("The propensity is 0; allowed are (0, 1].", 3, "episodes/part-00003.parquet, row 1,204")]),
        [
            new("collect", StageOutcome.Reused, 0.04, 8),
            new("timeline", StageOutcome.Done, 3.2, 8),
            new("normalize", StageOutcome.Done, 0.81, 1),
            new("train", StageOutcome.Done, 184.9, 1),
            new("evaluate", StageOutcome.Done, 21.4, 10),
            new("publish", StageOutcome.Done, 0.35, 1),
        ],
        [
            new("policy/policy.json", "contract of the policy: features, actions, units", 2_412, new string('a', 64)),
            new("policy/weights.bin", "weights of the policy’s network", 152_088, new string('b', 64)),
            new("report.json", "this report, for programs", 88_120, new string('c', 64)),
        ],
        [new("ReAgent for .NET", "0.1.0"), new(".NET", "10.0.1"), new("libtorch", "1.13.1")],
        new("yaml", "name: cartpole-dqn\nseed: 42\ntrain:\n  model: DiscreteDQN\n  epochs: 20\n  batch_size: 512\n"),
        new DateTimeOffset(2026, 3, 1, 12, 30, 0, TimeSpan.Zero));

    /// <summary>Continuous actions and rewards below zero, where ratios read backwards.</summary>
    public static ExperimentReport Pendulum() => CartPole() with
    {
        Name = "pendulum-sac",
        Title = "Swinging up a pendulum: SAC learnt from 200 episodes",
        Counterfactual = new(
            new(VerdictOutcome.NotEnoughEvidence,
                "The policy’s estimate (−1,102) and the logged mean (−1,214) are too close to tell apart with 20 episodes.", [],
                "direct_method"),
            4000, 20,
            [
                new("reward", [new(new(-1214.2, -1320, -1105), "discounted return per episode", 20, "episodes")],
                [
                    PerEpisode("direct_method", "direct method", new(-1102, -1240, -960), new(0.907, 0.79, 1.02), 20),
                    PerEpisode("weighted_doubly_robust", "weighted sequential doubly robust", null, null, 20,
                        "The policy has a density, not probabilities."),
                ]),
            ],
            [], []),
        Environment = new("Pendulum-v0", 30, new(-162.4, -201, -124), 104, -382.5, -1.02, "reward per episode", -1000, true,
            [.. Enumerable.Range(0, 30).Select(episode => episode % 9 == 0 ? -1.02 : -120 - episode * 8.75)], 0.95),
        Data = CartPole().Data! with
        {
            Actions = [],
            Quarantined = [],
            Features = [.. CartPole().Data!.Features, new(4, null, "action", "continuous_action", 0.01, 1.15, 40_000, 1)],
        },
    };

    /// <summary>Thirty actions with long names, two metrics, many features, many curves.</summary>
    public static ExperimentReport Catalog()
    {
        const string LongName = "with_a_rather_long_internal_product_name_that_nobody_shortened";
        string[] actions = [.. Enumerable.Range(0, 30).Select(action => $"offer-{action:00}-{(action % 4 == 0 ? LongName : "short")}")];
        return CartPole() with
        {
            Name = "a_very_long_experiment_name_without_any_place_to_break_it_because_someone_encoded_all_hyperparameters_in_it_lr_0_001",
            Title = "Choosing the offer on the landing page from three weeks of logged clicks, all markets, " +
                "contextual bandit without bootstrapping",
            Counterfactual = new(
                new(VerdictOutcome.Worse,
                    "The policy is estimated to earn 0.81 times what the logging policy earned (95 % interval 0.74 to 0.88, " +
                    "doubly robust, 120,000 transitions).", [], "doubly_robust"),
                120_000, 120_000,
                [
                    new("reward", [new(new(0.0412, 0.04, 0.0424), "reward per step", 120_000, "transitions")],
                        [
                            PerStep("direct_method", "direct method", new(0.0344, 0.034, 0.0348), new(0.835, 0.825, 0.845), 120_000),
                            PerStep("doubly_robust", "doubly robust", new(0.0334, 0.0305, 0.0363), new(0.81, 0.74, 0.88), 120_000),
                            PerStep("inverse_propensity", "inverse propensity", new(0.52, 0.0101, 1.2), new(12.6, 0.24, 29.1), 120_000,
                                "12 transitions carry half of the weight."),
                        ]),
                    new("clicks_on_anything_in_the_footer", [new(new(0, 0, 0), "clicks per step", 120_000, "transitions")],
                    [
                        new("direct_method", "direct method", new(0.0001, 0, 0.0002), null, "clicks per step", 120_000, "transitions",
                            ["The logged mean is 0, so there is no ratio to it."]),
                    ]),
                ],
                [
                    .. actions.Select((action, index) =>
                        new ActionComparison(action, index == 3 ? 0.4 : 0.6 / 29, index == 28 ? 0.9 : index == 3 ? 0.0001 : 0.0999 / 28)),
                ],
                []),
            Environment = null,
            Training = CartPole().Training! with
            {
                Epochs = 1,
                Curves =
                [
                    .. actions.Select((action, index) => Measured(action, "clicks", 3, 100, step => index + step % 2 * 0.5, "q_values")),
                    .. CartPole().Training!.Curves,
                ],
                EstimatesByEpoch = [new("doubly robust", "times the logged value", "epochs", [new(1, 0.81, 0.74, 0.88)])],
            },
            Data = CartPole().Data! with
            {
                Actions = [.. actions.Select((action, index) => new ActionShare(action, 1000 + index, 1.0 / 30, index == 7 ? null : 0.033))],
                Features = [.. Enumerable.Range(0, 140).Select(Signal)],
            },
            Stages =
            [
                .. CartPole().Stages, new("a stage that a plug-in calls by a long name, longer than a line", StageOutcome.Skipped, 0, 0),
            ],
        };

        static FeatureSummary Signal(int index)
        {
            var name = index % 3 == 0 ? null : $"signal_{index}_of_the_visitor";
            return index % 5 == 0
                ? new(index * 1_000_003L, name, "state", "enum", null, null, 120_000 - index, 1 - index / 150.0)
                : new(index * 1_000_003L, name, "state", "continuous", 1e-7 * index, 1.2e12, 120_000 - index, 1 - index / 150.0);
        }
    }

    /// <summary>A configuration and nothing else.</summary>
    public static ExperimentReport Bare() => new("bare", "An experiment that stopped early", 0, null, null, null, null, [], [], [],
        new("yaml", "name: bare"));

    /// <summary>Everything took place and found nothing.</summary>
    public static ExperimentReport Empty() => Bare() with
    {
        Name = "empty",
        Title = "An experiment on an empty log",
        Counterfactual = new(new(VerdictOutcome.CannotTell, "There are no held-out episodes.", []), 0, 0, [], [], []),
        Environment = new("CartPole-v0", 0, null, null, null, null, "reward per episode", 195, null, []),
        Training = new("DiscreteDQN", 0, 0, 512, [], []),
        Data = new(new(0, 0), null, [], [], 0, []),
        Stages = [new("collect", StageOutcome.Done, 0, 0)],
    };

    /// <summary>Training that blew up, and estimates that are no numbers.</summary>
    public static ExperimentReport Diverged() => CartPole() with
    {
        Title = "A learning rate of 10",
        Counterfactual = new(
            new(VerdictOutcome.CannotTell, "The policy’s values are not finite.", ["Training diverged at step 60."]), 3412, 152,
            [
                new("reward", [new(new(22.4), "discounted return per episode", 152, "episodes")],
                    [
                        PerEpisode("direct_method", "direct method", new(double.NaN), new(double.NaN), 152),
                        PerEpisode("magic", "MAGIC", new(1e12, double.NegativeInfinity, double.PositiveInfinity),
                            new(1e11, double.NegativeInfinity, double.PositiveInfinity), 152),
                        PerEpisode("weighted_doubly_robust", "weighted sequential doubly robust", new(20), new(0.9), 152,
                            "No interval: one episode."),
                    ]),
            ],
            [new("left", double.NaN, 1)],
            [new("effective sample size", null, "episodes", 152, "episodes", true, "Weights are not finite.")]),
        Environment = new("CartPole-v0", 4, new(9.3), 0.6, 9, 10, "reward per episode", 195, false, [9, 9, 10, double.NaN]),
        Training = CartPole().Training! with
        {
            Curves =
            [
                Measured("td_loss", "squared reward", 100, 1, step => step < 60 ? Math.Pow(10, step / 6.0) : double.NaN),
                new("reward_loss", "squared reward", "training steps", [new(1, double.NaN), new(2, double.PositiveInfinity)]),
                new("flat", "reward", "training steps", [new(1, 3), new(2, 3), new(3, 3)]),
                new("one", "reward", "training steps", [new(17, -0.00002)]),
                new("nothing", "reward", "training steps", []),
                new("broken", "reward", "training steps",
                    [new(1, 1), new(2, 2), new(3, double.NaN), new(4, 4), new(5, double.NaN), new(6, 3), new(7, 2)]),
            ],
            EstimatesByEpoch = [],
        },
    };

    /// <summary>Names that would run as a script or break out of their element.</summary>
    public static ExperimentReport HostileNames() => CartPole() with
    {
        Name = Hostile,
        Title = Hostile,
        Counterfactual = new(
            new(VerdictOutcome.Better, Hostile, [Hostile], Hostile), 1, 1,
            [
                new(Hostile, [new(new(1), Hostile, 1, Hostile)],
                    [new(Hostile, Hostile, new(1), new(1), Hostile, 1, Hostile, [Hostile], Hostile)]),
            ],
            [new(Hostile, 0.5, 0.5)], [new(Hostile, 1, Hostile, 1, Hostile, true, Hostile)]),
        Environment = new(Hostile, 1, new(1), null, 1, 1, Hostile, 1, true, [1], 0.95, new(Hostile, new(2), 1)),
        Training = new(Hostile, 1, 1, 1,
            [new(Hostile, Hostile, Hostile, [new(1, 1)], Hostile), new(Hostile, Hostile, Hostile, [new(1, 1)], Hostile)],
            [new(Hostile, Hostile, Hostile, [new(1, 1)])]),
        Data = new(new(1, 1), new(1, 1), [new(Hostile, 1, 1, 1)], [new(1, Hostile, Hostile, Hostile, 1, 1, 1, 1, Hostile)], 2,
            [new(Hostile, 1, Hostile)]),
        Stages = [new(Hostile, StageOutcome.Done, 1, 1)],
        Files = [new(Hostile, Hostile, 1, Hostile)],
        Software = [new(Hostile, Hostile)],
        Config = new(Hostile, Hostile),
    };

    private static EstimateSummary PerStep(
        string key, string name, IntervalEstimate? raw, IntervalEstimate? ratio, long samples, params string[] notes) =>
        new(key, name, raw, ratio, "reward per step", samples, "transitions", notes);

    private static EstimateSummary PerEpisode(
        string key, string name, IntervalEstimate? raw, IntervalEstimate? ratio, long samples, params string[] notes) =>
        new(key, name, raw, ratio, "discounted return per episode", samples, "episodes", notes);

    private static Curve Decay(string name, double from, double to, int steps) => Measured(name, "squared reward", steps, 1,
        step => to + (from - to) * Math.Exp(-step / (steps / 9.0)) * (1 + 0.2 * Ripple(step)));

    private static Curve Measured(string name, string unit, int count, int every, Func<int, double> value, string? group = null) =>
        new(name, unit, "training steps", [.. Enumerable.Range(1, count).Select(index => new CurvePoint(index * every, value(index)))], group);

    private static Curve ByEpoch(string name, double final, double halfWidth) => new(name, "times the logged value", "epochs",
    [
        .. Enumerable.Range(1, 20).Select(epoch =>
        {
            var value = 1 + (final - 1) * (1 - Math.Exp(-epoch / 4.0)) + 0.1 * halfWidth * Ripple(epoch);
            return new CurvePoint(epoch, value, value - halfWidth, value + halfWidth);
        }),
    ]);

    /// <summary>Something in [−1, 1] that looks like noise and is always the same.</summary>
    private static double Ripple(int step) => Math.Sin(step * 12.9898) * Math.Cos(step * 4.1414);
}
