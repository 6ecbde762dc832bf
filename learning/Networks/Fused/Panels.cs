using System.Runtime.Intrinsics;

namespace ReAgent.Learning.Networks.Fused;

/// <summary>
/// A matrix in panels of 16 columns, one cache line wide: all rows of a panel follow each other in memory, so whatever a product reads or
/// writes it passes in order. What lies beyond the last column, up to a whole panel, is never meaningful.
/// </summary>
internal sealed class Panels
{
    /// <summary>Columns of a panel.</summary>
    public const int Columns = 16;

    private readonly AlignedMemory _memory;

    public Panels(int rows, int width)
    {
        Rows = rows;
        Width = width;
        Count = (width + Columns - 1) / Columns;
        _memory = new(checked(Count * Distance));
    }

    /// <summary>Rows that there is room for.</summary>
    public int Rows { get; }

    /// <summary>Columns that count.</summary>
    public int Width { get; }

    /// <summary>Number of panels.</summary>
    public int Count { get; }

    /// <summary>
    /// Distance between panels: an odd number of cache lines, since at distances of powers of two all panels' parts of a row would compete for
    /// the same few places of the cache.
    /// </summary>
    public int Distance => (Rows | 1) * Columns;

    /// <summary>Some rows of a panel.</summary>
    public Span<float> Block(int panel, int firstRow, int rows) => _memory.Span.Slice((panel * Distance) + (firstRow * Columns), rows * Columns);

    /// <summary>Where an element lies.</summary>
    public ref float At(int row, int column) =>
        ref _memory.Span[((column / Columns) * Distance) + (row * Columns) + (column % Columns)];

    /// <summary>Takes over rows of a row-major matrix of the same width.</summary>
    public void Read(ReadOnlySpan<float> source, int firstRow, int rows)
    {
        for (var panel = 0; panel < Count; panel++)
        {
            var width = Math.Min(Columns, Width - (panel * Columns));
            var block = Block(panel, firstRow, rows);
            for (var row = 0; row < rows; row++)
            {
                var from = source.Slice(((firstRow + row) * Width) + (panel * Columns), width);
                var to = block.Slice(row * Columns, Columns);
                if (width == Columns)
                {
                    Vector512.Create(from).CopyTo(to);
                }
                else
                {
                    from.CopyTo(to);
                }
            }
        }
    }

    /// <summary>Hands rows over to a row-major matrix of the same width.</summary>
    public void Write(Span<float> target, int firstRow, int rows)
    {
        for (var panel = 0; panel < Count; panel++)
        {
            var width = Math.Min(Columns, Width - (panel * Columns));
            var block = Block(panel, firstRow, rows);
            for (var row = 0; row < rows; row++)
            {
                block.Slice(row * Columns, width).CopyTo(target[(((firstRow + row) * Width) + (panel * Columns))..]);
            }
        }
    }

    /// <summary>Adds rows of some panels to a row-major matrix of the same width.</summary>
    public void AddTo(Span<float> target, int firstRow, int rows, int firstPanel, int panels)
    {
        for (var panel = firstPanel; panel < firstPanel + panels; panel++)
        {
            var width = Math.Min(Columns, Width - (panel * Columns));
            var block = Block(panel, firstRow, rows);
            for (var row = 0; row < rows; row++)
            {
                var from = block.Slice(row * Columns, width);
                var to = target.Slice(((firstRow + row) * Width) + (panel * Columns), width);
                if (width == Columns)
                {
                    (Vector512.Create<float>(to) + Vector512.Create<float>(from)).CopyTo(to);
                }
                else
                {
                    for (var column = 0; column < width; column++)
                    {
                        to[column] += from[column];
                    }
                }
            }
        }
    }
}
