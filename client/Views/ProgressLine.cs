namespace ReAgent.Client.Views;

/// <summary>Says how far long work is: on a terminal in one line that is written over, elsewhere in a line every few seconds.</summary>
/// <param name="errors">Standard error.</param>
/// <param name="isTerminal">Whether a person watches.</param>
/// <param name="time">The clock.</param>
internal sealed class ProgressLine(TextWriter errors, bool isTerminal, TimeProvider time)
{
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly long _started = time.GetTimestamp();
    private long _shown = time.GetTimestamp();
    private int _width;

    /// <summary>Shows a text, unless the last one is too fresh.</summary>
    /// <param name="text">The text, from the time since the start.</param>
    public void Show(Func<TimeSpan, string> text)
    {
        lock (_lock)
        {
            if (time.GetElapsedTime(_shown) < (isTerminal ? Quick : Slow))
            {
                return;
            }

            _shown = time.GetTimestamp();
            var line = text(time.GetElapsedTime(_started));
            if (isTerminal)
            {
                errors.Write($"\r{line.PadRight(_width)}");
                _width = line.Length;
            }
            else
            {
                errors.WriteLine(line);
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
                _width = 0;
            }
        }
    }
}
