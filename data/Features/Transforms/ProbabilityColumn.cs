namespace ReAgent.Data.Features.Transforms;

/// <summary>Log-odds −ln(1/p − 1) of the probability p, kept within [10⁻⁵, 1 − 10⁻⁵].</summary>
internal sealed class ProbabilityColumn : ColumnTransform
{
    private const float Margin = 1e-5f;

    public override void Apply(ReadOnlySpan<float> values, Span<float> output)
    {
        for (var row = 0; row < values.Length; row++)
        {
            var p = Math.Clamp(values[row], Margin, 1 - Margin);
            output[row] = Clamp((float)-Math.Log((1 / p) - 1));
        }
    }
}
