namespace Parquet.Columns;

/// <summary>Smallest and largest value of a column chunk, as statistics store them.</summary>
internal readonly record struct Bounds(byte[] Minimum, byte[] Maximum);
