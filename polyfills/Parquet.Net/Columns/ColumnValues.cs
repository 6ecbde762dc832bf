namespace Parquet.Columns;

/// <summary>One leaf of one row group in striped form: present values, and a level slot per value and per null or empty collection.</summary>
/// <param name="Values">Present values only.</param>
/// <param name="DefinitionLevels">Empty when the leaf's maximum is 0.</param>
/// <param name="RepetitionLevels">Empty when the leaf's maximum is 0.</param>
/// <param name="Slots">Level slots, or values where there are no levels.</param>
internal readonly record struct ColumnValues<T>(
    ReadOnlyMemory<T> Values,
    ReadOnlyMemory<int> DefinitionLevels,
    ReadOnlyMemory<int> RepetitionLevels,
    int Slots);
