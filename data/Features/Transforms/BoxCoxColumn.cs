namespace ReAgent.Data.Features.Transforms;

/// <summary>((max(x + shift, 10⁻⁶)^λ − 1) / λ − mean) / standard deviation (Box and Cox, 1964).</summary>
internal sealed class BoxCoxColumn(NormalizationParameters parameters) : ColumnTransform
{
    private const float Smallest = 1e-6f;

    private readonly float _shift = (float)parameters.BoxCoxShift!.Value;
    private readonly float _lambda = (float)parameters.BoxCoxLambda!.Value;
    private readonly float _mean = (float)parameters.Mean!.Value;
    private readonly float _deviation = (float)parameters.StandardDeviation!.Value;

    public override void Apply(ReadOnlySpan<float> values, Span<float> output)
    {
        for (var row = 0; row < values.Length; row++)
        {
            var power = (float)Math.Pow(Math.Max(values[row] + _shift, Smallest), _lambda);
            output[row] = Clamp((((power - 1) / _lambda) - _mean) / _deviation);
        }
    }
}
