namespace ReAgent.Data.Features.Transforms;

/// <summary>0 for 0, else 1.</summary>
internal sealed class BinaryColumn : ColumnTransform
{
    public override void Apply(ReadOnlySpan<float> values, Span<float> output)
    {
        for (var row = 0; row < values.Length; row++)
        {
            output[row] = values[row] == 0 ? 0 : 1;
        }
    }
}
