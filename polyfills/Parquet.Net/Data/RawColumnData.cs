namespace Parquet.Data;

/// <summary>One column chunk in striped form, in memory of its own. Cast it to <see cref="RawColumnData{T}"/>.</summary>
public abstract class RawColumnData : IDisposable
{
    private protected RawColumnData()
    {
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    private protected abstract void Dispose(bool disposing);
}
