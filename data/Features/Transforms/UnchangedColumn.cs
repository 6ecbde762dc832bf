using System.Numerics.Tensors;

namespace ReAgent.Data.Features.Transforms;

/// <summary>The value itself.</summary>
/// <param name="clamped">Whether it is kept within ±<see cref="FeatureTransform.MaximumOutput"/>.</param>
internal sealed class UnchangedColumn(bool clamped) : ColumnTransform
{
    public override void Apply(ReadOnlySpan<float> values, Span<float> output)
    {
        if (clamped)
        {
            TensorPrimitives.Clamp(values, -FeatureTransform.MaximumOutput, FeatureTransform.MaximumOutput, output);
        }
        else
        {
            values.CopyTo(output);
        }
    }
}
