using System.Collections.Immutable;
using ReAgent.Contracts.Configuration;
using ReAgent.Data.Features;
using ReAgent.Learning.Exploration;
using ReAgent.Learning.Trainers.Features;

namespace ReAgent.Learning.Trainers;

/// <summary>
/// Which model is trained, and how: the original's <c>model</c> section. A trainer adds a record derived from this one, with its name in
/// <see cref="UnionMemberAttribute"/>; nothing else needs to know of it.
/// </summary>
[TaggedUnion]
public abstract record ModelOptions
{
    /// <summary>Names of the discrete actions, in the order of their indices; empty when actions are continuous.</summary>
    public abstract ImmutableArray<string> ActionNames { get; }

    /// <summary>Whether discrete actions are still to be named by <see cref="ForActions"/>.</summary>
    public virtual bool LacksActions => false;

    /// <summary>The model for the actions of the environment that is played: the same, unless actions may be left out of its section.</summary>
    /// <param name="names">Names of the environment's discrete actions, in the order of their indices.</param>
    public virtual ModelOptions ForActions(ImmutableArray<string> names) => this;

    /// <summary>How state features are normalized.</summary>
    public abstract PreprocessingOptions StatePreprocessing { get; }

    /// <summary>Which features a state consists of, where the config says it; null for those that the data holds.</summary>
    public virtual FeatureConfigOptions? StateFeatures => null;

    /// <summary>How the features of continuous actions are normalized; null when actions are discrete.</summary>
    public virtual PreprocessingOptions? ActionPreprocessing => null;

    /// <summary>Batch size and reading, when the model has its own.</summary>
    public virtual ReaderOptions? Reader => null;

    /// <summary>γ, with which values and counterfactual estimates are discounted.</summary>
    public abstract double Discount { get; }

    /// <summary>Steps that a row's reward spans: the timeline is built so.</summary>
    public virtual int StepsPerRow => 1;

    /// <summary>Whether the model learns only from episodes of the policy as it is now, so that online training forgets those of earlier rounds.</summary>
    public virtual bool OnPolicy => false;

    /// <summary>
    /// Whether the trainer weighs the rows of a batch and tells their errors (<see cref="TransitionBatch.Importance"/>), so that replay may be prioritized.
    /// What is estimated counterfactually is not weighed.
    /// </summary>
    public virtual bool Prioritizable => false;

    /// <summary>
    /// How the policy explores when training is online and the config does not say: discrete actions ε-greedily, continuous ones with normal noise.
    /// Models whose policies draw by themselves say so.
    /// </summary>
    public virtual ExplorationOptions Exploration => ActionNames.IsEmpty ? new GaussianExploration() : new EpsilonGreedy();

    /// <summary>Whether the model for counterfactual estimates is trained along.</summary>
    public abstract bool TrainsCpe { get; }

    /// <summary>Builds the trainer.</summary>
    /// <exception cref="ArgumentException">The rows' layout does not fit the model, for example other actions.</exception>
    public abstract ITrainer CreateTrainer(TrainerSetup setup);

    /// <summary>Checks that rows have the discrete actions of the model.</summary>
    /// <exception cref="ArgumentException">They have not.</exception>
    protected void RequireDiscreteActions(TransitionLayout layout)
    {
        if (layout.ActionCount != ActionNames.Length)
        {
            throw new ArgumentException(
                $"The model has {ActionNames.Length} actions ({string.Join(", ", ActionNames)}), but the rows have " +
                (layout.ActionCount > 0 ? $"{layout.ActionCount}." : $"continuous actions of width {layout.ActionWidth}."),
                nameof(layout));
        }
    }

    /// <summary>The same setup; networks know of the bags of ids in states.</summary>
    protected TrainerSetup WithIds(TrainerSetup setup) => setup with { Layout = setup.Layout with { Ids = StateFeatures?.Bags } };

    /// <summary>Checks that rows have continuous actions.</summary>
    /// <exception cref="ArgumentException">They have not.</exception>
    protected static void RequireContinuousActions(TransitionLayout layout)
    {
        if (layout.ActionWidth == 0)
        {
            throw new ArgumentException($"The model has continuous actions, but the rows have {layout.ActionCount} discrete ones.", nameof(layout));
        }
    }
}
