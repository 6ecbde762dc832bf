using System.Collections.Immutable;

namespace ReAgent.Data.Logs.Layouts;

/// <summary>Where the rows of a wanted column come from in one file.</summary>
internal abstract record ColumnSource
{
    private ColumnSource()
    {
    }

    /// <summary>The file has nothing of the kind: every row is absent.</summary>
    public sealed record Nothing : ColumnSource;

    /// <summary>The same value in every row, from the name of a folder.</summary>
    public sealed record Same(string? Value) : ColumnSource;

    /// <summary>One column of the file.</summary>
    public sealed record One(LogColumn Column) : ColumnSource;

    /// <summary>Several columns of plain values that together are a map.</summary>
    public sealed record Several(ImmutableArray<MapMember> Members) : ColumnSource;
}

/// <summary>A column that holds one entry of a map.</summary>
/// <param name="Column">The column.</param>
/// <param name="Id">The entry's key, where keys are whole numbers.</param>
/// <param name="Name">The entry's key, where keys are texts.</param>
internal sealed record MapMember(LogColumn Column, long Id, string Name);
