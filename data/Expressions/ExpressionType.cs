namespace ReAgent.Data.Expressions;

/// <summary>What a column holds, as an expression sees it.</summary>
public enum ExpressionType
{
    /// <summary>A double. Whole numbers are exact up to 2^53.</summary>
    Number,

    Text,

    /// <summary>True or false: what a comparison gives.</summary>
    Boolean,

    /// <summary>A map from names to numbers, such as <c>metrics['clicks']</c>.</summary>
    MapByName,

    /// <summary>A map from whole numbers to numbers, such as <c>state_features[7]</c>.</summary>
    MapById,
}
