using static TorchSharp.torch;

namespace ReAgent.Learning.Trainers;

/// <summary>What prioritized replay gives a trainer with a batch, and what it wants back.</summary>
/// <param name="weight">[B, 1] importance weights of the rows, in (0, 1]; not owned.</param>
/// <param name="error">[B, 1] receives the temporal-difference errors; not owned.</param>
public sealed class RowImportance(Tensor weight, Tensor error)
{
    /// <summary>[B, 1] importance weights of the rows, in (0, 1].</summary>
    public Tensor Weight => weight;

    /// <summary>Whether the trainer has told the errors.</summary>
    public bool Reported { get; private set; }

    /// <summary>Tells the temporal-difference errors.</summary>
    /// <param name="errors">[B, 1] how much higher the target is than the value.</param>
    public void Report(Tensor errors)
    {
        error.copy_(errors.detach());
        Reported = true;
    }
}
