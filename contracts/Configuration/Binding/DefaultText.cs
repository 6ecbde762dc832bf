using ReAgent.Contracts.Configuration.Shapes;

namespace ReAgent.Contracts.Configuration.Binding;

/// <summary>Writes a default value as YAML in one line, for the example in an error message.</summary>
internal static class DefaultText
{
    private const int Longest = 60;

    /// <summary>The text; null for values that would not help as an example: empty or long ones.</summary>
    public static string? Of(ConfigShape shape, object value)
    {
        var text = shape.Bare switch
        {
            ScalarShape => ConfigConstraint.Text(value),
            EnumShape choice => choice.NameOf(value),
            ListShape list => Items(ConfigCollections.ItemsOf(value).Select(item => item is null ? "null" : Of(list.Item, item))),
            TupleShape tuple => Items(ConfigCollections.ItemsOfTuple(value).Select((item, i) => item is null ? "null" : Of(tuple.Items[i], item))),
            _ => null,
        };
        return text is { Length: > 0 and <= Longest } ? text : null;
    }

    private static string? Items(IEnumerable<string?> items)
    {
        var texts = items.ToArray();
        return texts.Length > 0 && texts.All(text => text is not null) ? $"[{string.Join(", ", texts)}]" : null;
    }
}
