using ReAgent.Evaluation.Slates;
using ReAgent.Evaluation.Slates.Distributions;

namespace ReAgent.Evaluation.Tests.Slates;

/// <summary>
/// Three slates of two of three items a, b, c, small enough to work out on paper. They were chosen uniformly; the target policy draws with
/// weights 2, 1, 1: ab and ac ¼, ba and ca ⅙, bc and cb 1/12; at the first slot ½, ¼, ¼ and at the second ⅓ each. The second slot counts
/// half. The model takes items for worth 1, 2, 0.
/// <code>
/// slate   slot rewards   reward   π     p     w     first, second ratio
/// ab      1, 0           1        ¼     ⅙     1½    3/2, 1
/// bc      2, 1           3        1/12  ⅙     ½     3/4, 2/3
/// ac      0, 2           2        ¼     ⅙     1½    3/2, 1
/// </code>
/// </summary>
public static class HandSlates
{
    public static IReadOnlyList<SlateSample> Samples { get; } =
        [Sample([0, 1], 1, [1, 0]), Sample([1, 2], 3, [2, 1]), Sample([0, 2], 2, [0, 2])];

    private static SlateSample Sample(int[] slate, double reward, double[] slotRewards) => new()
    {
        Slate = slate,
        Reward = reward,
        SlotRewards = slotRewards,
        SlotWeights = [1, 0.5],
        Target = new PlackettLuce([2, 1, 1], 2),
        Logging = new PlackettLuce([1, 1, 1], 2),
        Model = new ItemModel([1, 2, 0]),
    };
}
