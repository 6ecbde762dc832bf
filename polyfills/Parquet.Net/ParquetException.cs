namespace Parquet;

/// <summary>A Parquet file, page or schema breaks the format's rules, or asks for something that this reader or writer does not support.</summary>
public class ParquetException : Exception
{
    public ParquetException()
    {
    }

    public ParquetException(string message) : base(message)
    {
    }

    public ParquetException(string message, Exception inner) : base(message, inner)
    {
    }
}
