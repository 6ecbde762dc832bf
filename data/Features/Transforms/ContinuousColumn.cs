using System.Numerics.Tensors;

namespace ReAgent.Data.Features.Transforms;

/// <summary>(x − mean) / standard deviation.</summary>
internal sealed class ContinuousColumn(NormalizationParameters parameters) : ColumnTransform
{
    private readonly float _mean = (float)parameters.Mean!.Value;
    private readonly float _deviation = (float)parameters.StandardDeviation!.Value;

    public override void Apply(ReadOnlySpan<float> values, Span<float> output)
    {
        TensorPrimitives.Subtract(values, _mean, output);
        TensorPrimitives.Divide(output, _deviation, output);
        TensorPrimitives.Clamp(output, -FeatureTransform.MaximumOutput, FeatureTransform.MaximumOutput, output);
    }
}
