namespace ReAgent.Data.Features.Transforms;

/// <summary>One output per possible value: 1 for the value that is seen, all 0 for a value that is not listed.</summary>
internal sealed class EnumColumn(NormalizationParameters parameters) : ColumnTransform
{
    private readonly float[] _possible = [.. parameters.PossibleValues!.Select(value => (float)value)];

    public override void Apply(ReadOnlySpan<float> values, Span<float> output)
    {
        for (var k = 0; k < _possible.Length; k++)
        {
            var possible = _possible[k];
            var column = output.Slice(k * values.Length, values.Length);
            for (var row = 0; row < values.Length; row++)
            {
                column[row] = values[row] == possible ? 1 : 0;
            }
        }
    }
}
