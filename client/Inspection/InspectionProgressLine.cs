using ReAgent.Client.Views;
using ReAgent.Data.Inspection;

namespace ReAgent.Client.Inspection;

/// <summary>Says how far a long inspection is: on a terminal in one line that is written over, elsewhere in a line every few seconds.</summary>
/// <param name="errors">Standard error.</param>
/// <param name="isTerminal">Whether a person watches.</param>
/// <param name="time">The clock.</param>
internal sealed class InspectionProgressLine(TextWriter errors, bool isTerminal, TimeProvider time) : IProgress<InspectionProgress>
{
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly long _started = time.GetTimestamp();
    private long _shown = time.GetTimestamp();
    private int _width;

    /// <inheritdoc/>
    public void Report(InspectionProgress value)
    {
        lock (_lock)
        {
            if (time.GetElapsedTime(_shown) < (isTerminal ? Quick : Slow))
            {
                return;
            }

            _shown = time.GetTimestamp();
            var rate = value.Rows / time.GetElapsedTime(_started).TotalSeconds;
            var text = FormattableString.Invariant($"inspect  {value.Rows:N0} rows{(value.Share > 0 ? $" ({Math.Floor(value.Share * 100)} %)" : "")}, {ProgressText.Number(rate)}/s");
            if (isTerminal)
            {
                errors.Write($"\r{text.PadRight(_width)}");
                _width = text.Length;
            }
            else
            {
                errors.WriteLine(text);
            }

            errors.Flush();
        }
    }

    /// <summary>Takes the line away.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            if (_width > 0)
            {
                errors.Write($"\r{new string(' ', _width)}\r");
                errors.Flush();
            }
        }
    }
}
