using ReAgent.Contracts.Configuration.Binding;

namespace ReAgent.Contracts.Configuration;

/// <summary>
/// Turns a configuration as written into records. Keys are the properties' names in snake_case (or what <see cref="ConfigKeyAttribute"/> says);
/// what is not given keeps the value of the property's initialiser. Every error is found in one go.
/// </summary>
/// <remarks>
/// A property may be text (numbers and bools are accepted as written), a bool, a whole number, a number, an enum, a record, a
/// <see cref="TaggedUnionAttribute"/> record, or a list, tuple or dictionary of these; nullable where null is a value. <c>required</c> properties must be
/// given. Validation attributes (<c>[Range]</c>, <c>[MinLength]</c>, <c>[RegularExpression]</c>, <c>[AllowedValues]</c>, …) hold for the values; on a list
/// or dictionary <c>[Range]</c>, <c>[RegularExpression]</c> and <c>[AllowedValues]</c> hold for each item.
/// </remarks>
public sealed class ConfigBinder(ConfigCatalog catalog)
{
    /// <summary>Binds the tree to a record or, where <typeparamref name="T"/> is a tagged union, to one of its members.</summary>
    /// <exception cref="InvalidOperationException">A property has a type that configuration cannot hold: a fault of the program, not of the file.</exception>
    public ConfigBinding<T> Bind<T>(ConfigNode root)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(root);
        var findings = new ConfigFindings();
        var bound = new ShapeBinder(findings).TryBind(catalog.ShapeOf(typeof(T)), root, new ConfigPlace("", root.Position), out var value);
        return new(bound && findings.ErrorCount == 0 ? (T)value! : null, findings.Errors(), findings.Notes());
    }
}
