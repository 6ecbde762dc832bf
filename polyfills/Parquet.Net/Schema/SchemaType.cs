namespace Parquet.Schema;

/// <summary>Kinds of <see cref="Field"/>.</summary>
public enum SchemaType
{
    Data,
    Map,
    Struct,
    List,
}
