using Parquet.Schema;

namespace ParquetPolyfill.Tests.Records;

/// <summary>Schemas and rows of every supported shape, a pure function of the seed.</summary>
public sealed class RandomRecords(int seed)
{
    private const int DeepestNesting = 3;

    private static readonly Type[] LeafTypes =
    [
        typeof(bool), typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(float),
        typeof(double), typeof(decimal), typeof(DateTime), typeof(DateOnly), typeof(Guid), typeof(string), typeof(byte[]),
    ];

    private readonly Random _random = new(seed);

    public ParquetSchema Schema() => new(Enumerable.Range(0, _random.Next(1, 5)).Select(i => MakeField($"f{i}", 0)));

    public List<object?[]> Rows(ParquetSchema schema, int most) =>
        [.. Enumerable.Range(0, _random.Next(most + 1)).Select(_ => schema.Fields.Select(Value).ToArray())];

    private Field MakeField(string name, int depth)
    {
        int kind = depth == DeepestNesting ? 0 : _random.Next(6);
        return kind switch
        {
            3 => new ListField(name, MakeField("element", depth + 1)),
            4 => new MapField(name, new DataField("key", LeafTypes[_random.Next(LeafTypes.Length)], isNullable: false), MakeField("value", depth + 1)),
            5 => new StructField(name, [.. Enumerable.Range(0, _random.Next(1, 4)).Select(i => MakeField($"m{i}", depth + 1))]),
            _ => new DataField(name, LeafTypes[_random.Next(LeafTypes.Length)], isNullable: _random.Next(2) == 0),
        };
    }

    private object? Value(Field field) =>
        field.IsNullable && _random.Next(4) == 0
            ? null
            : field switch
            {
                StructField group => group.Fields.Select(Value).ToArray(),
                ListField list => Enumerable.Range(0, _random.Next(5)).Select(_ => Value(list.Item)).ToList(),
                MapField map => Enumerable.Range(0, _random.Next(5)).Select(_ => new KeyValuePair<object, object?>(Value(map.Key)!, Value(map.Value))).ToList(),
                _ => Leaf(((DataField)field).ClrType),
            };

    private object Leaf(Type type)
    {
        long bits = _random.NextInt64(long.MinValue, long.MaxValue);
        return type switch
        {
            _ when type == typeof(bool) => bits % 2 == 0,
            _ when type == typeof(byte) => (byte)bits,
            _ when type == typeof(sbyte) => (sbyte)bits,
            _ when type == typeof(short) => (short)bits,
            _ when type == typeof(ushort) => (ushort)bits,
            _ when type == typeof(int) => (int)bits >> _random.Next(32),
            _ when type == typeof(uint) => (uint)bits,
            _ when type == typeof(long) => bits >> _random.Next(64),
            _ when type == typeof(ulong) => (ulong)bits,
            _ when type == typeof(float) => BitConverter.Int32BitsToSingle((int)bits),
            _ when type == typeof(double) => BitConverter.Int64BitsToDouble(bits),
            _ when type == typeof(decimal) => bits / 1_000m,
            _ when type == typeof(DateTime) => DateTime.UnixEpoch.AddTicks(bits >> 4),
            _ when type == typeof(DateOnly) => DateOnly.FromDayNumber((int)((ulong)bits % 3_652_059)),
            _ when type == typeof(Guid) => new Guid((int)bits, (short)(bits >> 32), (short)(bits >> 48), 1, 2, 3, 4, 5, 6, 7, 8),
            _ when type == typeof(ReadOnlyMemory<byte>) => BitConverter.GetBytes(bits)[.._random.Next(9)],
            _ => _random.Next(4) switch
            {
                0 => "",
                1 => $"text {bits % 3}",
                2 => $"ünïcödé 🙂 {bits % 3}",
                _ => new string('x', _random.Next(40)),
            },
        };
    }
}
