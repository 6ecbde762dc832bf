using System.Collections.Frozen;

namespace ReAgent.Data.Expressions.Syntax;

/// <summary>Names that mean something to the grammar; a column of such a name is written in backquotes.</summary>
internal static class Keywords
{
    private static readonly FrozenSet<string> Reserved = FrozenSet.ToFrozenSet(
        ["AND", "OR", "NOT", "IN", "IS", "NULL", "TRUE", "FALSE", "BETWEEN", "CASE", "WHEN", "THEN", "ELSE", "END"], StringComparer.OrdinalIgnoreCase);

    public static bool Contains(string name) => Reserved.Contains(name);
}
