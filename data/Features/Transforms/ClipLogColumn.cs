namespace ReAgent.Data.Features.Transforms;

/// <summary>ln max(x, 10⁻⁶).</summary>
internal sealed class ClipLogColumn : ColumnTransform
{
    private const float Smallest = 1e-6f;

    public override void Apply(ReadOnlySpan<float> values, Span<float> output)
    {
        for (var row = 0; row < values.Length; row++)
        {
            output[row] = Clamp((float)Math.Log(Math.Max(values[row], Smallest)));
        }
    }
}
