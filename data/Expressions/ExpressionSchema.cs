using ReAgent.Contracts.Configuration;

namespace ReAgent.Data.Expressions;

/// <summary>The columns that an expression may use. As in SQL, case matters only between columns that differ in nothing else.</summary>
public sealed class ExpressionSchema
{
    private readonly Dictionary<string, ExpressionType> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _anyCase = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="ArgumentException">A name is empty or given twice.</exception>
    public ExpressionSchema(IEnumerable<KeyValuePair<string, ExpressionType>> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        foreach (var (name, type) in columns)
        {
            if (string.IsNullOrEmpty(name) || !_types.TryAdd(name, type))
            {
                throw new ArgumentException($"Column '{name}' is empty or given twice; every column needs a name of its own.", nameof(columns));
            }

            _anyCase[name] = _anyCase.ContainsKey(name) ? null : name;
        }
    }

    /// <summary>Names in the order in which they were given.</summary>
    public IEnumerable<string> Names => _types.Keys;

    /// <summary>Finds a column by its name: exactly, or in any case when only one column fits.</summary>
    /// <param name="name">As written in the expression.</param>
    /// <param name="column">The column's own name.</param>
    /// <param name="type">What it holds.</param>
    public bool TryFind(string name, out string column, out ExpressionType type)
    {
        column = _types.ContainsKey(name) ? name : _anyCase.GetValueOrDefault(name) ?? "";
        return _types.TryGetValue(column, out type);
    }

    /// <summary>The column that was probably meant; null when none is near.</summary>
    internal string? Nearest(string name) => name.Length > 100 ? null : NearestName.Find(name, Names);
}
