namespace ReAgent.Data.Batches;

/// <summary>Training rows that can be gathered by number.</summary>
public interface IRowSource
{
    /// <summary>Shape of the rows.</summary>
    RowLayout Layout { get; }

    /// <summary>N, the number of rows.</summary>
    long Count { get; }

    /// <summary>Gathers rows, in any order, into columns.</summary>
    /// <param name="rows">[B] which, from 0.</param>
    /// <param name="span">How many steps their rewards span.</param>
    /// <param name="to">Where to.</param>
    /// <exception cref="ArgumentException">A column has not the room that the rows need.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    void Gather(ReadOnlySpan<long> rows, MultiStep span, BatchColumns to);
}
