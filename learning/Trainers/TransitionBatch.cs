using ReAgent.Learning.Policies;
using static TorchSharp.torch;

namespace ReAgent.Learning.Trainers;

/// <summary>
/// The B rows of one training step. A column is gathered when it is first asked for, so a step pays only for what its formulas use. The
/// tensors belong to the dispose scope in which they are first read.
/// </summary>
/// <param name="table">Where the rows are.</param>
/// <param name="rows">[B] int64: which rows.</param>
public sealed class TransitionBatch(TransitionTable table, Tensor rows)
{
    private readonly Tensor?[] _columns = new Tensor?[Enum.GetValues<TransitionColumn>().Length];

    /// <summary>[B, S] states.</summary>
    public Tensor State => this[TransitionColumn.State];

    /// <summary>[B, S] next states; zeros on terminal rows.</summary>
    public Tensor NextState => this[TransitionColumn.NextState];

    /// <summary>[B, 1] int64: logged discrete actions.</summary>
    public Tensor Action => this[TransitionColumn.Action];

    /// <summary>[B, D] logged continuous actions, in (−1, 1).</summary>
    public Tensor ActionFeatures => this[TransitionColumn.ActionFeatures];

    /// <summary>[B, D] next logged continuous actions; zeros where there is none.</summary>
    public Tensor NextActionFeatures => this[TransitionColumn.NextActionFeatures];

    /// <summary>[B, 1] rewards.</summary>
    public Tensor Reward => this[TransitionColumn.Reward];

    /// <summary>[B, 1] 1 where the episode goes on, 0 where it terminated.</summary>
    public Tensor NotTerminal => this[TransitionColumn.NotTerminal];

    /// <summary>[B, 1] difference of sequence numbers to the next row.</summary>
    public Tensor TimeDiff => this[TransitionColumn.TimeDiff];

    /// <summary>[B, 1] number of steps that the reward spans.</summary>
    public Tensor Step => this[TransitionColumn.Step];

    /// <summary>[B, 1] probability with which the action was logged; NaN when it was not.</summary>
    public Tensor ActionProbability => this[TransitionColumn.ActionProbability];

    /// <summary>[B, M] metrics logged beside the reward.</summary>
    public Tensor Metrics => this[TransitionColumn.Metrics];

    /// <summary>Actions possible in the state.</summary>
    public ActionMask PossibleActions => new(this[TransitionColumn.ImpossibleActions]);

    /// <summary>Actions possible in the next state; none on terminal rows.</summary>
    public ActionMask PossibleNextActions => new(this[TransitionColumn.ImpossibleNextActions]);

    /// <summary>
    /// The one action that was logged next; none on terminal rows. Where an episode was cut, nobody logged the next action, and every
    /// possible one is left.
    /// </summary>
    public ActionMask LoggedNextAction => new(this[TransitionColumn.UnloggedNextActions]);

    private Tensor this[TransitionColumn column] => _columns[(int)column] ??= table.Column(column).index_select(0, rows);
}
