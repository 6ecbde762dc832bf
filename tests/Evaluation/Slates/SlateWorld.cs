using ReAgent.Evaluation.Slates;
using ReAgent.Evaluation.Slates.Distributions;

namespace ReAgent.Evaluation.Tests.Slates;

/// <summary>
/// A request whose slates of two slots and four items can be enumerated, with rewards of slots as <see cref="SlotReward"/> says. The logging
/// policy shows every slate; the target policy does not.
/// </summary>
public sealed class SlateWorld
{
    private static readonly double[] Worth = [1, 2.5, 0.3, 4];

    private SlateWorld(Func<int[], int, double> slotReward) => SlotReward = slotReward;

    public SlateDistribution Logging { get; } = new PlackettLuce([1, 2, 0.5, 1.5], 2);

    public SlateDistribution Target { get; } = new PerSlotItems([[3, 1, 0, 1], [0.5, 2, 1, 3]]);

    /// <summary>What a slot of a slate earns.</summary>
    public Func<int[], int, double> SlotReward { get; }

    /// <summary>How much of an item's worth slots earn in <see cref="PositionBased"/>.</summary>
    public static IReadOnlyList<double> Looks { get; } = [0.9, 0.4];

    /// <summary>Slots earn what they like of their items.</summary>
    public static SlateWorld Additive { get; } = new((slate, slot) => slot == 0 ? Worth[slate[0]] : 3 - Worth[slate[1]]);

    /// <summary>Slots earn the worth of their item as often as they are looked at.</summary>
    public static SlateWorld PositionBased { get; } = new((slate, slot) => Looks[slot] * Worth[slate[slot]]);

    /// <summary>The first slot spoils the second.</summary>
    public static SlateWorld Cascade { get; } =
        new((slate, slot) => slot == 0 ? Worth[slate[0]] : Worth[slate[1]] / (1 + (Worth[slate[0]] * Worth[slate[0]])));

    /// <summary>What a slot earns depends on which items are there together.</summary>
    public static SlateWorld Entangled { get; } = new((slate, slot) => Worth[slate[slot]] * ((slate[0] + (2 * slate[1])) % 3));

    /// <summary>E_π[Σ_k r_k].</summary>
    public double Value => Target.Enumerate().Sum(slate => slate.Probability * Reward(slate.Slate));

    /// <summary>One sample per slate that the logging policy shows, with its probability.</summary>
    public (SlateLog Log, double[] Probabilities) Population(ISlateRewardModel? model = null)
    {
        (int[] Slate, double Probability)[] all = [.. Logging.Enumerate()];
        return (
            SlateLog.From(all.Select(shown => new SlateSample
            {
                Slate = shown.Slate,
                Reward = Reward(shown.Slate),
                SlotRewards = [SlotReward(shown.Slate, 0), SlotReward(shown.Slate, 1)],
                SlotWeights = Looks,
                Target = Target,
                Logging = Logging,
                Model = model,
            })),
            [.. all.Select(shown => shown.Probability)]);
    }

    public double Reward(int[] slate) => SlotReward(slate, 0) + SlotReward(slate, 1);

    /// <summary>Knows the rewards, up to a factor.</summary>
    public ISlateRewardModel Model(double factor) => new ScaledModel(this, factor);

    private sealed class ScaledModel(SlateWorld world, double factor) : ISlateRewardModel
    {
        public double PredictSlate(ReadOnlySpan<int> slate) => factor * world.Reward([.. slate]);

        public double PredictRest(ReadOnlySpan<int> beginning) => factor * world.Reward(
            beginning.Length == 2 ? [.. beginning] : [beginning[0], (beginning[0] + 1) % world.Target.Items]);
    }
}
