namespace Parquet.Thrift;

/// <summary>Reads lists whose elements are read by a given function.</summary>
internal static class ThriftList
{
    internal delegate T ElementReader<T>(ref CompactReader reader);

    public static List<T> Read<T>(ref CompactReader reader, CompactType element, ElementReader<T> read)
    {
        int count = reader.BeginList(element);
        var values = new List<T>(Math.Min(count, 1024));
        for (int i = 0; i < count; i++)
        {
            reader.NextElement(element);
            values.Add(read(ref reader));
        }

        return values;
    }
}
