using ReAgent.Data.Columns;
using ReAgent.Data.Episodes;

namespace ReAgent.Data.Logs.Layouts;

/// <summary>What an action is, told from the type of its column.</summary>
internal static class ActionKinds
{
    /// <summary>The kind of action; null when the type tells none.</summary>
    public static ActionKind? Of(LogColumn column) => column.Shape switch
    {
        ColumnShape.Scalar { Kind: ScalarKind.Text or ScalarKind.Integer or ScalarKind.Flag } => ActionKind.Discrete,
        ColumnShape.MapOf { Value: ColumnShape.Scalar { Kind: not ScalarKind.Text } } => ActionKind.Parametric,
        ColumnShape.ListOf { Item: ColumnShape.Scalar { Kind: ScalarKind.Number } } => ActionKind.Parametric,
        ColumnShape.ListOf { Item: ColumnShape.Scalar { Kind: ScalarKind.Integer } } => ActionKind.Ranking,
        null when !column.Members.IsEmpty => ActionKind.Parametric,
        _ => null,
    };

    /// <summary>What the type is and which types would do.</summary>
    public static string Describe(LogColumn column)
    {
        var number = column.Shape == ColumnShape.Number
            ? $" For a continuous action set log.action_columns: [{column.Name}]; for the number of an action, write whole numbers."
            : "";
        return $"column '{column.Name}' is a {column.Type}, but an action is a name (text or whole number), a map of features by id, a list of numbers by feature, or a list of whole numbers (items shown).{number}";
    }
}
