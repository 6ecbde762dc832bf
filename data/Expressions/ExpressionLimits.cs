namespace ReAgent.Data.Expressions;

/// <summary>Bounds that keep the work and the stack small whatever text is given.</summary>
public static class ExpressionLimits
{
    /// <summary>Characters of a text.</summary>
    public const int Length = 10_000;

    /// <summary>Brackets, calls, CASE, NOT and signs inside each other.</summary>
    public const int Nesting = 100;

    /// <summary>Operators whose operands hang on each other, as in a + b + c + ….</summary>
    public const int Height = 500;

    /// <summary>Problems that are told at once.</summary>
    public const int Problems = 25;
}
