using System.Collections.Immutable;
using System.Reflection;

namespace ReAgent.Contracts.Configuration.Shapes;

/// <summary>One of a few names. Written in snake_case; read in any case, with or without underscores, so that the original's names work.</summary>
internal sealed class EnumShape : ConfigShape
{
    private readonly Dictionary<string, object> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<object, string> _names = [];

    public EnumShape(Type type)
        : base(type)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            var key = field.GetCustomAttribute<ConfigKeyAttribute>();
            var name = key?.Key ?? ConfigNames.SnakeCase(field.Name);
            var value = field.GetValue(null)!;
            names.Add(name);
            _names.TryAdd(value, name);
            foreach (var spelling in (IEnumerable<string>)[name, field.Name, .. key?.Aliases ?? []])
            {
                _values.TryAdd(Fold(spelling), value);
            }
        }

        Names = names.ToImmutable();
    }

    /// <summary>The names in the order of their declaration.</summary>
    public ImmutableArray<string> Names { get; }

    public override string Wants => $"one of {string.Join(", ", Names)}";

    public bool TryRead(string text, out object? value) => _values.TryGetValue(Fold(text), out value);

    /// <exception cref="ArgumentException">The value is not declared.</exception>
    public string NameOf(object value) =>
        _names.TryGetValue(value, out var name) ? name : throw new ArgumentException($"{value} is not a declared value of {Type.Name}.", nameof(value));

    private static string Fold(string text) => text.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
}
