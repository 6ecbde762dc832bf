using Parquet;
using Parquet.Meta;
using Parquet.Schema;
using Xunit;

namespace ParquetPolyfill.Tests.Schemas;

/// <summary>Shapes that other and older writers give to lists and maps, after the examples of the format's LogicalTypes.md.</summary>
public class SchemaReaderTests
{
    private static readonly SchemaElement Root = new() { Name = "schema", NumChildren = 1 };

    [Fact]
    public void A_repeated_leaf_in_a_list_is_the_item_itself()
    {
        var list = Assert.IsType<ListField>(Read(Group("l", 1, ConvertedType.LIST), Leaf("array", FieldRepetitionType.REPEATED)));
        var item = Assert.IsAssignableFrom<DataField>(list.Item);
        Assert.Equal(("l/array", 1, 2), (item.Path.ToString(), item.MaxRepetitionLevel, item.MaxDefinitionLevel));
    }

    [Fact]
    public void A_repeated_group_of_several_fields_in_a_list_is_the_item_itself()
    {
        var list = Assert.IsType<ListField>(Read(
            Group("l", 1, ConvertedType.LIST), Repeated("element", 2), Leaf("a", FieldRepetitionType.REQUIRED), Leaf("b", FieldRepetitionType.OPTIONAL)));
        var item = Assert.IsType<StructField>(list.Item);
        Assert.Equal([("l/element/a", 1, 2), ("l/element/b", 1, 3)], item.Fields.Select(static f => (f.Path.ToString(), f.MaxRepetitionLevel, f.MaxDefinitionLevel)));
    }

    [Theory]
    [InlineData("array")]
    [InlineData("l_tuple")]
    public void A_repeated_group_of_one_field_is_the_item_when_its_name_says_so(string name)
    {
        var list = Assert.IsType<ListField>(Read(Group("l", 1, ConvertedType.LIST), Repeated(name, 1), Leaf("a", FieldRepetitionType.REQUIRED)));
        Assert.IsType<StructField>(list.Item);
    }

    [Theory]
    [InlineData("list", "element")]
    [InlineData("bag", "array_element")]
    [InlineData("element", "item")]
    public void Otherwise_the_item_is_what_the_repeated_group_holds(string container, string name)
    {
        var list = Assert.IsType<ListField>(Read(Group("l", 1, ConvertedType.LIST), Repeated(container, 1), Leaf(name, FieldRepetitionType.OPTIONAL)));
        Assert.Equal(container, list.ContainerName);
        Assert.Equal(($"l/{container}/{name}", 1, 3), (list.Item.Path.ToString(), list.Item.MaxRepetitionLevel, list.Item.MaxDefinitionLevel));
    }

    [Theory]
    [InlineData(ConvertedType.MAP, "key_value")]
    [InlineData(ConvertedType.MAP, "map")]
    [InlineData(ConvertedType.MAP_KEY_VALUE, "entries")]
    public void Maps_keep_the_names_that_their_writer_gave(ConvertedType annotation, string container)
    {
        var map = Assert.IsType<MapField>(Read(
            Group("m", 1, annotation), Repeated(container, 2), Leaf("k", FieldRepetitionType.REQUIRED), Leaf("v", FieldRepetitionType.OPTIONAL)));
        Assert.Equal((($"m/{container}/k", 2), ($"m/{container}/v", 3)), ((map.Key.Path.ToString(), map.Key.MaxDefinitionLevel), (map.Value.Path.ToString(), map.Value.MaxDefinitionLevel)));
    }

    [Fact]
    public void A_map_without_values_is_read_as_the_groups_it_consists_of()
    {
        var outer = Assert.IsType<StructField>(Read(Group("m", 1, ConvertedType.MAP), Repeated("key_value", 1), Leaf("key", FieldRepetitionType.REQUIRED)));
        Assert.Equal((1, 2), (((StructField)outer.Fields[0]).Fields[0].MaxRepetitionLevel, ((StructField)outer.Fields[0]).Fields[0].MaxDefinitionLevel));
    }

    [Fact]
    public void Shapes_survive_being_written_again()
    {
        Field field = Read(Group("l", 1, ConvertedType.LIST), Repeated("bag", 1), Leaf("array_element", FieldRepetitionType.OPTIONAL));
        var elements = new List<SchemaElement> { Root };
        field.AppendElements(elements);
        Assert.Equal(field, SchemaReader.Read(elements, new ParquetOptions())[0]);
        Assert.Equal(["schema", "l", "bag", "array_element"], elements.Select(static element => element.Name));
    }

    [Fact]
    public void Trees_that_do_not_add_up_are_refused()
    {
        Assert.Throws<ParquetException>(() => Read());
        Assert.Throws<ParquetException>(() => Read(Group("a", 1, null)));
        Assert.Throws<ParquetException>(() => Read(Group("a", 1000, null), Leaf("b", FieldRepetitionType.REQUIRED)));
        Assert.Throws<ParquetException>(() => Read(Leaf("a", FieldRepetitionType.REQUIRED), Leaf("b", FieldRepetitionType.REQUIRED)));
        Assert.Throws<ParquetException>(() => Read(new SchemaElement { Name = "a", RepetitionType = FieldRepetitionType.REQUIRED }));
        Assert.Throws<ParquetException>(() => Read(new SchemaElement { Name = "a", Type = Parquet.Meta.Type.INT32 }));
        Assert.Throws<ParquetException>(() => Read([.. Enumerable.Repeat(Group("deep", 1, null), 1000), Leaf("a", FieldRepetitionType.REQUIRED)]));
    }

    private static Field Read(params SchemaElement[] elements) => SchemaReader.Read([Root, .. elements], new ParquetOptions())[0];

    private static SchemaElement Group(string name, int children, ConvertedType? annotation) =>
        new() { Name = name, RepetitionType = FieldRepetitionType.OPTIONAL, NumChildren = children, ConvertedType = annotation };

    private static SchemaElement Repeated(string name, int children) => new() { Name = name, RepetitionType = FieldRepetitionType.REPEATED, NumChildren = children };

    private static SchemaElement Leaf(string name, FieldRepetitionType repetition) =>
        new() { Name = name, RepetitionType = repetition, Type = Parquet.Meta.Type.INT32 };
}
