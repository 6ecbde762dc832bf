using Parquet.Schema;

namespace ParquetPolyfill.Tests.Records;

/// <summary>A leaf in striped form with boxed values: what a row group holds, in the plainest shape for comparing.</summary>
public sealed class LeafColumn(DataField field)
{
    public DataField Field { get; } = field;

    public List<object> Values { get; } = [];

    public List<int> DefinitionLevels { get; } = [];

    public List<int> RepetitionLevels { get; } = [];

    public void Add(object? value, int definitionLevel, int repetitionLevel)
    {
        if (value is not null)
        {
            Values.Add(value);
        }

        DefinitionLevels.Add(definitionLevel);
        RepetitionLevels.Add(repetitionLevel);
    }
}
