using ReAgent.Data.Episodes;
using ReAgent.Environments;

namespace ReAgent.Data.Batches;

/// <summary>Turns observations of an environment into states, as the rows of its logged episodes are. Its i-th number is feature i; some stand for ids besides.</summary>
public sealed class ObservationEncoder
{
    private readonly TransitionEncoding _encoding;
    private readonly IdEncoder? _ids;
    private readonly ObservedList?[] _lists;
    private readonly long[] _features;
    private readonly int _plain;

    /// <param name="encoding">How rows are made.</param>
    /// <param name="environment">What is observed.</param>
    /// <exception cref="ArgumentException">The encoding has a list of ids that the environment does not show.</exception>
    public ObservationEncoder(TransitionEncoding encoding, EnvironmentDescription environment)
    {
        _encoding = encoding;
        _features = [.. Enumerable.Range(0, environment.ObservationSize).Select(feature => (long)feature)];
        _plain = encoding.State.Layout.OutputWidth;
        _ids = encoding.Ids is { } ids ? new IdEncoder(ids) : null;
        var shown = ObservedList.Of(environment);
        _lists = [.. (encoding.Ids?.Bags ?? []).Select(bag => shown.FirstOrDefault(list => (list.FeatureId, list.HasScores) == (bag.FeatureId, bag.HasScores))
            ?? throw new ArgumentException(
                $"The model reads the id list of feature {bag.FeatureId}, which {environment.Name} does not show; it shows " +
                (shown.Count == 0 ? "no id lists." : $"those of features {string.Join(", ", shown.Select(list => list.FeatureId))}."),
                nameof(environment)))];
    }

    /// <summary>Numbers of a state.</summary>
    public int Width => _encoding.Layout.StateWidth;

    /// <summary>Writes the state of an observation.</summary>
    /// <param name="observation">[<see cref="EnvironmentDescription.ObservationSize"/>] what is observed.</param>
    /// <param name="state">[<see cref="Width"/>] receives the state.</param>
    public void Encode(ReadOnlySpan<double> observation, Span<float> state)
    {
        _encoding.State.TransformRow(_features, observation, state[.._plain]);
        if (_ids is null)
        {
            return;
        }

        state[_plain..].Clear();
        for (var bag = 0; bag < _lists.Length; bag++)
        {
            var (list, scores) = _lists[bag]!.Read(observation);
            _ids.Fill(bag, list, scores, state[_plain..]);
        }
    }
}
