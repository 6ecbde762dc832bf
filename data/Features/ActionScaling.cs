using ReAgent.Data.Features.Transforms;

namespace ReAgent.Data.Features;

/// <summary>
/// Scales continuous actions between the range that is served and the open interval (−1, 1) in which actor networks work. Actions of
/// the types DISCRETE_ACTION and DO_NOT_PREPROCESS pass unchanged in both directions.
/// </summary>
public sealed class ActionScaling
{
    private const float Largest = ContinuousActionColumn.Largest;

    private readonly FeatureTransform _forward;
    private readonly long[] _ids;
    private readonly FeatureType _type;

    /// <param name="actions">
    /// Layout of the action's numbers; all of one type: CONTINUOUS_ACTION, DISCRETE_ACTION or DO_NOT_PREPROCESS.
    /// </param>
    /// <exception cref="ArgumentException">There are no features, or their types differ or are not for actions.</exception>
    public ActionScaling(FeatureLayout actions)
    {
        ArgumentNullException.ThrowIfNull(actions);
        var types = actions.Columns.Select(column => column.Parameters.Type).Distinct().ToArray();
        if (types is not [FeatureType.ContinuousAction or FeatureType.DiscreteAction or FeatureType.DoNotPreprocess])
        {
            throw new ArgumentException(
                "The features of an action must share one of the types CONTINUOUS_ACTION, DISCRETE_ACTION and DO_NOT_PREPROCESS, "
                + $"but these have: {(types.Length == 0 ? "none" : string.Join(", ", types.Select(type => type.InFiles())))}.",
                nameof(actions));
        }

        _type = types[0];
        _ids = [.. actions.FeatureIds];
        _forward = new FeatureTransform(actions);
        Layout = actions;
    }

    /// <summary>The action's numbers in the order of the network's outputs.</summary>
    public FeatureLayout Layout { get; }

    /// <summary>Numbers per action.</summary>
    public int Width => _ids.Length;

    /// <summary>Scales served actions for a network: [min, max] becomes ±(1 − 10⁻⁶), values outside are clamped.</summary>
    /// <param name="served">[B, <see cref="Width"/>] in the order of <see cref="Layout"/>.</param>
    /// <param name="scaled">[B, <see cref="Width"/>] receives the scaled actions.</param>
    public void ToNetwork(ReadOnlySpan<float> served, Span<float> scaled) => _forward.TransformDense(_ids, served, default, scaled);

    /// <summary>Scales a network's actions back for serving: ±(1 − 10⁻⁶) becomes [min, max], values outside are clamped.</summary>
    /// <param name="scaled">[B, <see cref="Width"/>] in the order of <see cref="Layout"/>.</param>
    /// <param name="served">[B, <see cref="Width"/>] receives actions within their ranges.</param>
    /// <exception cref="ArgumentException">The spans are not whole actions of the same number.</exception>
    public void ToServing(ReadOnlySpan<float> scaled, Span<float> served)
    {
        if (scaled.Length % Width != 0 || served.Length != scaled.Length)
        {
            throw new ArgumentException(
                $"Both spans must hold the same whole number of actions of width {Width}; "
                + $"they have {scaled.Length} and {served.Length} numbers.",
                nameof(scaled));
        }

        if (_type != FeatureType.ContinuousAction)
        {
            scaled.CopyTo(served);
            return;
        }

        for (var i = 0; i < Width; i++)
        {
            var min = (float)Layout.Columns[i].Parameters.MinValue!.Value;
            var max = (float)Layout.Columns[i].Parameters.MaxValue!.Value;
            var scale = (max - min) / (2 * Largest);
            for (var cell = i; cell < scaled.Length; cell += Width)
            {
                // The last clamp takes away the rounding that would leave the served range by one unit in the last place.
                served[cell] = Math.Clamp(((Largest + Math.Clamp(scaled[cell], -Largest, Largest)) * scale) + min, min, max);
            }
        }
    }

    /// <summary>Maps values linearly from one interval to another, without clamping; the output may be the input.</summary>
    /// <exception cref="ArgumentException">The source interval is empty, or the lengths differ.</exception>
    public static void Rescale(ReadOnlySpan<float> values, (float Low, float High) from, (float Low, float High) to, Span<float> output)
    {
        if (!(from.Low < from.High))
        {
            throw new ArgumentException($"The interval to scale from must not be empty, but is [{from.Low}, {from.High}].", nameof(from));
        }

        if (values.Length != output.Length)
        {
            throw new ArgumentException($"The output must have length {values.Length}, not {output.Length}.", nameof(output));
        }

        for (var i = 0; i < values.Length; i++)
        {
            output[i] = ((values[i] - from.Low) / (from.High - from.Low) * (to.High - to.Low)) + to.Low;
        }
    }
}
