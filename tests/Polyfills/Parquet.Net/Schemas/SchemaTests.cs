using Parquet.Schema;
using Xunit;

namespace ParquetPolyfill.Tests.Schemas;

public class SchemaTests
{
    public static TheoryData<Field, string, int, int> Leaves => new()
    {
        { new DataField<int>("x"), "x", 0, 0 },
        { new DataField<int?>("x"), "x", 0, 1 },
        { new DataField<string>("x"), "x", 0, 1 },
        { new DataField("x", typeof(string), isNullable: false), "x", 0, 0 },
        { new DataField<int[]>("x"), "x", 1, 1 },
        { new ListField("l", new DataField<int>("element")), "l/list/element", 1, 2 },
        { new ListField("l", typeof(int?)), "l/list/element", 1, 3 },
        { new MapField("m", new DataField<int>("key"), new DataField<float?>("value")), "m/key_value/key", 1, 2 },
        { new StructField("s", new DataField<int>("a")), "s/a", 0, 1 },
        { new ListField("l", new ListField("element", new DataField<int>("element"))), "l/list/element/list/element", 2, 4 },
        { new ListField("l", new MapField("element", new DataField<int>("key"), new DataField<float>("value"))), "l/list/element/key_value/key", 2, 4 },
    };

    [Theory]
    [MemberData(nameof(Leaves))]
    public void Levels_count_what_may_be_absent_or_repeat_on_the_way_down(Field field, string path, int repetition, int definition)
    {
        DataField leaf = new ParquetSchema(field).DataFields[0];
        Assert.Equal((path, repetition, definition), (leaf.Path.ToString(), leaf.MaxRepetitionLevel, leaf.MaxDefinitionLevel));
    }

    [Fact]
    public void The_value_of_a_map_has_one_level_more_when_it_is_optional()
    {
        var map = new MapField("m", new DataField<int>("key"), new DataField<float?>("value"));
        var schema = new ParquetSchema(map);
        Assert.Equal([2, 3], schema.DataFields.Select(static leaf => leaf.MaxDefinitionLevel));
        Assert.Equal("m/key_value/value", map.Value.Path.ToString());
        Assert.Same(map.Value, schema.FindDataField("m/key_value/value"));
        Assert.Same(map.Value, schema.FindDataField("m.key_value.value"));
        Assert.Same(map.Value, schema.FindDataField(new FieldPath("m", "key_value", "value")));
    }

    [Fact]
    public void Strings_and_byte_arrays_are_memory_inside()
    {
        Assert.Equal(typeof(ReadOnlyMemory<char>), new DataField<string>("s").ClrType);
        Assert.Equal(typeof(ReadOnlyMemory<byte>), new DataField<byte[]>("b").ClrType);
    }

    [Fact]
    public void Types_without_a_form_are_refused_with_a_hint()
    {
        Assert.Contains("DateTime", Assert.Throws<NotSupportedException>(() => new DataField<DateTimeOffset>("x")).Message, StringComparison.Ordinal);
        Assert.Contains("MapField", Assert.Throws<NotSupportedException>(() => new DataField<Dictionary<int, float>>("x")).Message, StringComparison.Ordinal);
        Assert.Contains("Int64", Assert.Throws<NotSupportedException>(() => new DataField<Version>("x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_must_not_be_nullable() =>
        Assert.Throws<ArgumentException>(() => new MapField("m", new DataField<string>("key"), new DataField<int>("value")));

    [Fact]
    public void Schemas_are_equal_when_structure_names_and_types_are()
    {
        static ParquetSchema Make(string name, bool isNullable) => new(new DataField("a", typeof(int), isNullable), new ListField("l", new DataField<int>(name)));
        Assert.Equal(Make("element", true), Make("element", true));
        Assert.Equal(Make("element", true).GetHashCode(), Make("element", true).GetHashCode());
        Assert.NotEqual(Make("element", true), Make("element", false));
        Assert.NotEqual(Make("element", true), Make("item", true));
        Assert.Contains("field 1", Make("element", true).GetNotEqualsMessage(Make("item", true), "left", "right"), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_fields_of_one_name_are_refused() =>
        Assert.Contains("'a'", Assert.Throws<ArgumentException>(() => new ParquetSchema(new DataField<int>("a"), new DataField<float>("a"))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_clone_belongs_to_no_schema()
    {
        var field = new DataField<int?>("a");
        _ = new ParquetSchema(field);
        DataField clone = field.Clone();
        Assert.Equal((1, 0), (field.MaxDefinitionLevel, clone.MaxDefinitionLevel));
        Assert.Null(clone.SchemaElement);
    }
}
