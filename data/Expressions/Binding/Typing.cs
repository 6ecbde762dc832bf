using ReAgent.Data.Expressions.Vectors;

namespace ReAgent.Data.Expressions.Binding;

/// <summary>How errors speak of types, and how nodes carry them.</summary>
internal static class Typing
{
    /// <summary>The type of a node; null for the word NULL, which fits all.</summary>
    public static ExpressionType? Of(Node node) => node switch
    {
        Node<double> => ExpressionType.Number,
        Node<bool> => ExpressionType.Boolean,
        Node<string> => ExpressionType.Text,
        _ => null,
    };

    public static string Describe(ExpressionType type) => type switch
    {
        ExpressionType.Number => "a number",
        ExpressionType.Text => "a text",
        ExpressionType.Boolean => "a condition (true or false)",
        _ => "a map",
    };

    /// <summary>The node as one of its type; NULL becomes a null of the type wanted.</summary>
    public static Node<T> As<T>(Node node) => node as Node<T> ?? new NullConstant<T>();
}
