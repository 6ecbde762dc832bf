using Parquet.Schema;

namespace ReAgent.Data.Logs.ParquetLogs;

/// <summary>The types of a file in words that its makers know.</summary>
internal static class ParquetTypes
{
    public static string Describe(Field field) => field switch
    {
        DataField { IsArray: true } data => $"list<{Leaf(data)}>",
        DataField data => Leaf(data),
        ListField list => $"list<{Describe(list.Item)}>",
        MapField map => $"map<{Describe(map.Key)}, {Describe(map.Value)}>",
        StructField structure => $"struct<{string.Join(", ", structure.Fields.Select(member => $"{member.Name}: {Describe(member)}"))}>",
        _ => field.SchemaType.ToString(),
    };

    /// <summary>The type of the values of a leaf.</summary>
    public static Type ValueType(DataField field) => Nullable.GetUnderlyingType(field.ClrType) ?? field.ClrType;

    private static string Leaf(DataField field) => ValueType(field) switch
    {
        var type when type == typeof(ReadOnlyMemory<char>) || type == typeof(string) => "text",
        var type when type == typeof(ReadOnlyMemory<byte>) || type == typeof(byte[]) => "bytes",
        var type when type == typeof(bool) => "boolean",
        var type when type == typeof(sbyte) => "int8",
        var type when type == typeof(byte) => "uint8",
        var type when type == typeof(DateTime) => "timestamp",
        var type when type == typeof(Guid) => "uuid",
        var type when type == typeof(float) => "float",
        var type => type.Name.ToLowerInvariant(),
    };
}
