using ReAgent.Client.Views;
using ReAgent.Data.Inspection;

namespace ReAgent.Client.Inspection;

/// <summary>Says how far a long inspection is.</summary>
/// <param name="line">Where to.</param>
internal sealed class InspectionProgressLine(ProgressLine line) : IProgress<InspectionProgress>
{
    /// <inheritdoc/>
    public void Report(InspectionProgress value) => line.Show(elapsed => FormattableString.Invariant(
        $"inspect  {value.Rows:N0} rows{(value.Share > 0 ? $" ({Math.Floor(value.Share * 100)} %)" : "")}, {ProgressText.Number(value.Rows / elapsed.TotalSeconds)}/s"));
}
