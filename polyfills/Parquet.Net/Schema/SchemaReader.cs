using Parquet.Meta;

namespace Parquet.Schema;

/// <summary>
/// Rebuilds fields from the flattened nodes of a file, by the backward-compatibility rules for lists and maps of
/// https://github.com/apache/parquet-format/blob/master/LogicalTypes.md#nested-types. Groups that follow none of them become structs.
/// </summary>
internal sealed class SchemaReader(IReadOnlyList<SchemaElement> elements, ParquetOptions options)
{
    private const int MaximumDepth = 64;

    private int _position;

    /// <exception cref="ParquetException">The nodes do not form a tree.</exception>
    public static ParquetSchema Read(IReadOnlyList<SchemaElement> elements, ParquetOptions options)
    {
        if (elements.Count == 0)
        {
            throw new ParquetException("The schema of the file is empty");
        }

        var reader = new SchemaReader(elements, options);
        Node root = reader.ReadNode(0);
        if (reader._position != elements.Count)
        {
            throw new ParquetException($"The schema of the file has {elements.Count} nodes, but its root accounts for only {reader._position}");
        }

        if (root.Children.Length == 0)
        {
            throw new ParquetException("The schema of the file has no columns");
        }

        try
        {
            return new ParquetSchema(Array.ConvertAll(root.Children, reader.ToField));
        }
        catch (ArgumentException e)
        {
            throw new ParquetException($"The schema of the file is not usable: {e.Message}", e);
        }
    }

    private Node ReadNode(int depth)
    {
        if (depth > MaximumDepth)
        {
            throw new ParquetException($"The schema of the file nests deeper than {MaximumDepth}");
        }

        if (_position >= elements.Count)
        {
            throw new ParquetException($"The schema of the file ends after {elements.Count} nodes, inside a group");
        }

        SchemaElement element = elements[_position++];
        int count = element.NumChildren ?? 0;
        if (count < 0 || count > elements.Count - _position)
        {
            throw new ParquetException($"Schema node '{element.Name}' claims {count} children where {elements.Count - _position} nodes remain");
        }

        if (depth > 0 && (element.RepetitionType is null || !Enum.IsDefined(element.RepetitionType.Value)))
        {
            throw new ParquetException($"Schema node '{element.Name}' does not say whether it is required, optional or repeated");
        }

        if (depth > 0 && count == 0 && element.Type is null)
        {
            throw new ParquetException($"Schema node '{element.Name}' has neither a type nor children");
        }

        var children = new Node[count];
        for (int i = 0; i < count; i++)
        {
            children[i] = ReadNode(depth + 1);
        }

        return new Node(element, children);
    }

    private Field ToField(Node node) => ToField(node, node.Repetition);

    private Field ToField(Node node, FieldRepetitionType repetition)
    {
        if (node.Children.Length == 0)
        {
            return LeafReader.Read(node.Element, repetition, options);
        }

        if (repetition != FieldRepetitionType.REPEATED && node.Children is [{ Repetition: FieldRepetitionType.REPEATED } inner])
        {
            if (node.IsMap && inner.Children is [var key, var value])
            {
                return new MapField(node.Name, ToField(key), ToField(value), repetition, inner.Name);
            }

            if (node.IsList)
            {
                return HasItemGroup(node, inner)
                    ? new ListField(node.Name, ToField(inner.Children[0]), repetition, inner.Name)
                    : new ListField(node.Name, ToField(inner), repetition, containerName: null);
            }
        }

        return new StructField(node.Name, Array.ConvertAll(node.Children, ToField), repetition);
    }

    /// <summary>Whether the repeated node only wraps the item (three levels) rather than being the item (two levels).</summary>
    private static bool HasItemGroup(Node list, Node repeated) =>
        repeated.Children is [var only]
        && only.Repetition != FieldRepetitionType.REPEATED
        && repeated.Name != "array"
        && repeated.Name != list.Name + "_tuple";

    private sealed record Node(SchemaElement Element, Node[] Children)
    {
        public string Name => Element.Name;

        public FieldRepetitionType Repetition => Element.RepetitionType ?? FieldRepetitionType.REQUIRED;

        public bool IsList => Element.ConvertedType == ConvertedType.LIST || Element.LogicalType?.LIST is not null;

        public bool IsMap => Element.ConvertedType is ConvertedType.MAP or ConvertedType.MAP_KEY_VALUE || Element.LogicalType?.MAP is not null;
    }
}
