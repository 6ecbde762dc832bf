namespace ReAgent.Data.Features.Transforms;

/// <summary>
/// Scales [min, max] to [−1 + 10⁻⁶, 1 − 10⁻⁶] and clamps to it: strictly inside of (−1, 1), where a squashed Gaussian has a density.
/// </summary>
internal sealed class ContinuousActionColumn(NormalizationParameters parameters) : ColumnTransform
{
    /// <summary>Largest magnitude of a scaled action.</summary>
    public const float Largest = 1 - 1e-6f;

    private readonly float _min = (float)parameters.MinValue!.Value;
    private readonly float _scale = Largest * 2 / ((float)parameters.MaxValue!.Value - (float)parameters.MinValue!.Value);

    public override void Apply(ReadOnlySpan<float> values, Span<float> output)
    {
        for (var row = 0; row < values.Length; row++)
        {
            output[row] = Math.Clamp(((values[row] - _min) * _scale) - Largest, -Largest, Largest);
        }
    }
}
