using System.Collections.Immutable;
using ReAgent.Learning.Trainers;
using static TorchSharp.torch;

namespace ReAgent.Learning.Training;

/// <summary>
/// Keeps readings on the device and brings many steps' worth to the host in one go, so that a step never waits for the device. What comes
/// is checked: the first value that is no number ends the training.
/// </summary>
internal sealed class ReadingWindow : IDisposable
{
    private readonly List<Tensor> _values = [];
    private readonly List<(string Name, long Step)> _labels = [];

    /// <summary>Adds one step's readings, which the window disposes.</summary>
    public void Add(long step, IReadOnlyList<Reading> readings)
    {
        foreach (var (name, value) in readings)
        {
            _labels.Add((name, step));
            _values.Add(value);
        }
    }

    /// <summary>Reads and forgets everything, adds it to the epoch's sums, and returns the means.</summary>
    /// <exception cref="DivergenceException">A value is not finite.</exception>
    public ImmutableSortedDictionary<string, double> Flush(ReadingSums epochSums, int epoch)
    {
        if (_values.Count == 0)
        {
            return ImmutableSortedDictionary<string, double>.Empty;
        }

        float[] numbers;
        using (NewDisposeScope())
        {
            numbers = stack(_values).to_type(ScalarType.Float32).cpu().data<float>().ToArray();
        }

        var sums = new ReadingSums();
        for (var i = 0; i < numbers.Length; i++)
        {
            var (name, step) = _labels[i];
            if (!float.IsFinite(numbers[i]))
            {
                throw new DivergenceException(name, numbers[i], step, epoch);
            }

            sums.Add(name, numbers[i]);
            epochSums.Add(name, numbers[i]);
        }

        Clear();
        return sums.Means();
    }

    public void Dispose() => Clear();

    private void Clear()
    {
        foreach (var value in _values)
        {
            value.Dispose();
        }

        _values.Clear();
        _labels.Clear();
    }
}
