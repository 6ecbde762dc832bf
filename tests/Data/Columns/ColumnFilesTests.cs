using FsCheck;
using FsCheck.Fluent;
using Parquet;
using Parquet.Schema;
using ReAgent.Contracts.Randomness;
using ReAgent.Data.Columns;
using Xunit;

namespace ReAgent.Data.Tests.Columns;

public sealed class ColumnFilesTests
{
    private static readonly ColumnShape[] Shapes =
    [
        ColumnShape.Number,
        ColumnShape.Integer,
        ColumnShape.Text,
        ColumnShape.Flag,
        ColumnShape.Features,
        ColumnShape.NamedNumbers,
        new ColumnShape.ListOf(ColumnShape.Text),
        new ColumnShape.ListOf(ColumnShape.Integer),
        new ColumnShape.ListOf(ColumnShape.Features),
        new ColumnShape.ListOf(new ColumnShape.ListOf(ColumnShape.Number)),
        new ColumnShape.MapOf(ScalarKind.Integer, new ColumnShape.ListOf(ColumnShape.Integer)),
        new ColumnShape.MapOf(ScalarKind.Integer, ColumnShape.Features),
        new ColumnShape.MapOf(ScalarKind.Integer, new ColumnShape.ListOf(ColumnShape.Features)),
        new ColumnShape.MapOf(ScalarKind.Text, ColumnShape.Text),
    ];

    private static Arbitrary<(ColumnShape, Column)> Columns() =>
        (from shape in Gen.Elements(Shapes) from seed in Gen.Choose(0, int.MaxValue - 1) select (shape, Filled(shape, (ulong)seed))).ToArbitrary();

    private static Column Filled(ColumnShape shape, ulong seed)
    {
        var column = shape.Create();
        var random = new RandomStream(seed, "columns");
        for (var row = random.NextInt(40); row > 0; row--)
        {
            Add(column, random);
        }

        return column;
    }

    private static void Add(Column column, RandomStream random)
    {
        switch (column)
        {
            case ValueColumn<double> numbers:
                numbers.Add(random.NextInt(100) / 8.0);
                break;
            case ValueColumn<long> integers:
                integers.Add(random.NextInt(5) == 0 ? random.NextInt(1 << 30) * 7_000_000_000L : random.NextInt(300) - 150);
                break;
            case ValueColumn<bool> flags:
                flags.Add(random.NextInt(2) == 0);
                break;
            case ValueColumn<string> texts:
                texts.Add(new string('ü', random.NextInt(3)) + random.NextInt(6));
                break;
            case RaggedColumn ragged:
                for (var entry = random.NextInt(4); entry > 0; entry--)
                {
                    foreach (var child in ragged.Children)
                    {
                        Add(child, random);
                    }
                }

                ragged.EndRow();
                break;
        }
    }

    private static bool Same(Column left, Column right) =>
        left.Count == right.Count && Enumerable.Range(0, left.Count).All(row => left.CompareRows(row, right, row) == 0);

    [Fact]
    public void A_column_of_any_shape_survives_a_parquet_file() => Prop.ForAll(Columns(), pair =>
    {
        var (shape, column) = pair;
        return column.Count == 0 || Same(column, ThroughParquet(shape, column).GetAwaiter().GetResult());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_column_of_any_shape_survives_a_block() => Prop.ForAll(Columns(), Gen.Choose(0, 100).ToArbitrary(), (pair, from) =>
    {
        var (shape, column) = pair;
        var start = column.Count * from / 101;
        var writer = new BlockWriter();
        ColumnBlock.Write(writer, column, start, column.Count - start);
        var reader = new BlockReader(writer.Written, new TextPool());
        var read = shape.Create();
        ColumnBlock.Read(ref reader, read, column.Count - start);
        var expected = shape.Create();
        expected.Append(column, start, column.Count - start);
        return Same(expected, read);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Appending_rows_in_any_order_copies_each_of_them() => Prop.ForAll(Columns(), Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), (pair, seed) =>
    {
        var (shape, column) = pair;
        var random = new RandomStream((ulong)seed, "order");
        var rows = Enumerable.Range(0, 30).Select(_ => random.NextInt(column.Count + 1) - 1).ToArray();
        var gathered = shape.Create();
        gathered.AppendRows(column, rows);
        var absent = shape.Create();
        absent.AppendAbsent();
        return gathered.Count == rows.Length
            && Enumerable.Range(0, rows.Length).All(i => gathered.CompareRows(i, rows[i] < 0 ? absent : column, Math.Max(0, rows[i])) == 0);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task Null_entries_of_lists_and_maps_are_left_out_and_null_numbers_are_absent()
    {
        var schema = new ParquetSchema(
            new MapField("m", new DataField<int>("key"), new DataField<float?>("value")), new ListField("l", new DataField<int?>("element")), new DataField<int?>("n"));
        using var stream = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(schema, stream))
        {
            using var group = writer.CreateRowGroup();
            var leaves = schema.GetDataFields();
            await group.WriteAllPartsAsync<int>(leaves[0], new[] { 1, 2, 3 }, new[] { 2, 2, 0, 1, 2 }, new[] { 0, 1, 0, 0, 0 }, default);
            await group.WriteAllPartsAsync<float>(leaves[1], new[] { 0.5f, 3f }, new[] { 3, 2, 0, 1, 3 }, new[] { 0, 1, 0, 0, 0 }, default);
            await group.WriteAllPartsAsync<int>(leaves[2], new[] { 7, 8 }, new[] { 3, 2, 1, 0, 3 }, new[] { 0, 1, 0, 0, 0 }, default);
            await group.WriteAsync<int>(leaves[3], new int?[] { 1, null, 3, null });
            group.CompleteValidate();
        }

        var features = (MapColumn<long>)await Read(stream, "m", ColumnShape.Features);
        var list = (ListColumn<long>)await Read(stream, "l", new ColumnShape.ListOf(ColumnShape.Integer));
        var numbers = (ValueColumn<double>)await Read(stream, "n", ColumnShape.Number);

        Assert.Equal([1, 0, 0, 1], Enumerable.Range(0, 4).Select(features.Length));
        Assert.Equal([1L, 3L], features.AllKeys.ToArray());
        Assert.Equal([0.5, 3.0], features.AllValues.ToArray());
        Assert.Equal([1, 0, 0, 1], Enumerable.Range(0, 4).Select(list.Length));
        Assert.Equal([1.0, double.NaN, 3.0, double.NaN], numbers.Values.ToArray());
    }

    private static async Task<Column> ThroughParquet(ColumnShape shape, Column column)
    {
        var schema = new ParquetSchema(ColumnFields.FieldOf("c", shape));
        using var stream = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(schema, stream, ParquetFormat.Options(schema)))
        {
            using var group = writer.CreateRowGroup();
            await ColumnWriter.Write(group, schema.Fields[0], column, default);
            group.CompleteValidate();
        }

        return await Read(stream, "c", shape);
    }

    private static async Task<Column> Read(MemoryStream stream, string name, ColumnShape shape)
    {
        stream.Position = 0;
        await using var reader = await ParquetReader.CreateAsync(stream);
        using var group = reader.OpenRowGroupReader(0);
        var column = shape.Create();
        await ColumnReader.Read(group, reader.Schema.Fields.Single(field => field.Name == name), shape, column, default);
        return column;
    }
}
