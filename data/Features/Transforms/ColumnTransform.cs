namespace ReAgent.Data.Features.Transforms;

/// <summary>
/// The formula of one feature type over a column of values. Arithmetic is float32 in the order of ReAgent's Preprocessor, so that inputs
/// to exported networks agree; logarithms and powers are taken in float64 and rounded, so that they agree between machines.
/// </summary>
internal abstract class ColumnTransform
{
    /// <summary>Transforms a column. NaN inputs may give anything: the caller overwrites them.</summary>
    /// <param name="values">[rows]</param>
    /// <param name="output">[width, rows] receives one column per network input.</param>
    public abstract void Apply(ReadOnlySpan<float> values, Span<float> output);

    /// <param name="parameters">Parameters without problems.</param>
    public static ColumnTransform For(NormalizationParameters parameters) => parameters.Type switch
    {
        FeatureType.Binary => new BinaryColumn(),
        FeatureType.Probability => new ProbabilityColumn(),
        FeatureType.Continuous => new ContinuousColumn(parameters),
        FeatureType.BoxCox => new BoxCoxColumn(parameters),
        FeatureType.Enum => new EnumColumn(parameters),
        FeatureType.Quantile => new QuantileColumn(parameters),
        FeatureType.ContinuousAction => new ContinuousActionColumn(parameters),
        FeatureType.DiscreteAction => new UnchangedColumn(clamped: true),
        FeatureType.DoNotPreprocess => new UnchangedColumn(clamped: false),
        FeatureType.ClipLog => new ClipLogColumn(),
        var other => throw new ArgumentOutOfRangeException(nameof(parameters), other, "Unknown feature type."),
    };

    protected static float Clamp(float value) => Math.Clamp(value, -FeatureTransform.MaximumOutput, FeatureTransform.MaximumOutput);
}
