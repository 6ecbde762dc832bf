using ReAgent.Data.Columns;

namespace ReAgent.Data.Logs.Layouts;

/// <summary>Which shapes of a file can be read as which of ours.</summary>
internal static class ShapeFit
{
    /// <summary>True when rows of the found shape can be read as the wanted one.</summary>
    public static bool CanRead(ColumnShape? found, ColumnShape wanted) => (found, wanted) switch
    {
        (null, _) => false,
        (ColumnShape.Scalar from, ColumnShape.Scalar to) => to.Kind switch
        {
            ScalarKind.Integer => from.Kind != ScalarKind.Flag,
            _ => true,
        },

        // Texts may hold lists and maps in the notation of JSON or Python.
        (ColumnShape.Scalar { Kind: ScalarKind.Text }, _) => true,
        (ColumnShape.ListOf from, ColumnShape.ListOf to) => CanRead(from.Item, to.Item),
        (ColumnShape.MapOf from, ColumnShape.MapOf to) => CanRead(from.Value, to.Value),
        _ => IsDense(found, wanted),
    };

    /// <summary>True for a list of numbers where features are wanted: the position in the list is the feature id.</summary>
    public static bool IsDense(ColumnShape found, ColumnShape wanted) =>
        found is ColumnShape.ListOf { Item: ColumnShape.Scalar { Kind: ScalarKind.Number or ScalarKind.Integer } } && wanted == ColumnShape.Features;

    /// <summary>True for lists of lists of plain values where a map is wanted: pairs of key and value, as text formats write maps.</summary>
    public static bool ArePairs(ColumnShape? found, ColumnShape wanted) =>
        found is ColumnShape.ListOf { Item: ColumnShape.ListOf { Item: ColumnShape.Scalar } } && wanted is ColumnShape.MapOf { Value: ColumnShape.Scalar };

    /// <summary>True for a map from whole numbers or texts to numbers.</summary>
    public static bool IsMapOfNumbers(ColumnShape shape) => shape is ColumnShape.MapOf { Value: ColumnShape.Scalar { Kind: ScalarKind.Number } };

    /// <summary>The shape that rows of both shapes can be read as: whole numbers go with numbers, keys that are whole numbers with names. Null when there is none.</summary>
    public static ColumnShape? Common(ColumnShape a, ColumnShape b) => (a, b) switch
    {
        _ when a == b => a,
        (ColumnShape.Scalar { Kind: ScalarKind.Number or ScalarKind.Integer }, ColumnShape.Scalar { Kind: ScalarKind.Number or ScalarKind.Integer }) => ColumnShape.Number,
        (ColumnShape.ListOf one, ColumnShape.ListOf other) => Common(one.Item, other.Item) is { } item ? new ColumnShape.ListOf(item) : null,
        (ColumnShape.MapOf one, ColumnShape.MapOf other) => Common(one.Value, other.Value) is { } value
            ? new ColumnShape.MapOf(one.Key == other.Key ? one.Key : ScalarKind.Text, value)
            : null,
        _ => null,
    };

    /// <summary>The shape with numbers for its values, as outcomes have them; null when its values are texts.</summary>
    public static ColumnShape? OfNumbers(ColumnShape shape) => shape switch
    {
        ColumnShape.Scalar { Kind: ScalarKind.Text } => null,
        ColumnShape.Scalar => ColumnShape.Number,
        ColumnShape.ListOf list => OfNumbers(list.Item) is { } item ? new ColumnShape.ListOf(item) : null,
        ColumnShape.MapOf map => OfNumbers(map.Value) is { } value ? new ColumnShape.MapOf(map.Key, value) : null,
        _ => null,
    };
}
