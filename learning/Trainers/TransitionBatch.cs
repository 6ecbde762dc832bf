using ReAgent.Learning.Policies;
using static TorchSharp.torch;

namespace ReAgent.Learning.Trainers;

/// <summary>
/// The B rows of one training step, as tensors on the trainer's device. They belong to whoever made the batch and may be overwritten after the step:
/// a trainer keeps none of them, nor views of them.
/// </summary>
public sealed record TransitionBatch
{
    /// <summary>[B, S] states.</summary>
    public required Tensor State { get; init; }

    /// <summary>[B, S] next states; zeros where none was logged, as on most terminal rows.</summary>
    public required Tensor NextState { get; init; }

    /// <summary>[B, 1] int64: logged discrete actions; [B, 0] when actions are continuous.</summary>
    public required Tensor Action { get; init; }

    /// <summary>[B, D] logged continuous actions, in (−1, 1).</summary>
    public required Tensor ActionFeatures { get; init; }

    /// <summary>[B, D] next logged continuous actions; zeros where there is none.</summary>
    public required Tensor NextActionFeatures { get; init; }

    /// <summary>[B, 1] rewards.</summary>
    public required Tensor Reward { get; init; }

    /// <summary>[B, 1] 1 where the episode goes on, 0 where it terminated.</summary>
    public required Tensor NotTerminal { get; init; }

    /// <summary>[B, 1] difference of sequence numbers to the next row.</summary>
    public required Tensor TimeDiff { get; init; }

    /// <summary>[B, 1] number of steps that the reward spans.</summary>
    public required Tensor Step { get; init; }

    /// <summary>[B, 1] probability with which the action was logged; NaN when it was not.</summary>
    public required Tensor ActionProbability { get; init; }

    /// <summary>[B, M] metrics logged beside the reward.</summary>
    public required Tensor Metrics { get; init; }

    /// <summary>Actions possible in the state; [B, 0] when actions are continuous, as the other masks.</summary>
    public required ActionMask PossibleActions { get; init; }

    /// <summary>Actions possible in the next state; none on terminal rows.</summary>
    public required ActionMask PossibleNextActions { get; init; }

    /// <summary>
    /// The one action that was logged next; none on terminal rows. Where an episode was cut, nobody logged the next action, and every
    /// possible one is left.
    /// </summary>
    public required ActionMask LoggedNextAction { get; init; }

    /// <summary>
    /// Weights of the rows where they were not drawn uniformly, and who wants to know their errors; null otherwise. Models whose trainers
    /// heed it say so (<see cref="ModelOptions.Prioritizable"/>).
    /// </summary>
    public RowImportance? Importance { get; init; }

    /// <summary>Mean of a loss over the rows, each with its importance weight.</summary>
    /// <param name="ofRows">[B, 1].</param>
    public Tensor Mean(Tensor ofRows) => Importance is null ? ofRows.mean() : (Importance.Weight * ofRows).mean();
}
