using System.Collections.Immutable;

namespace ReAgent.Contracts.Configuration.Shapes;

/// <summary>What a configuration value may look like, derived from a C# type. The binder, the writers and the schema all walk shapes.</summary>
internal abstract class ConfigShape(Type type)
{
    public Type Type { get; } = type;

    /// <summary>What is wanted, in words that can follow "wants": <c>a number</c>.</summary>
    public abstract string Wants { get; }

    /// <summary>A valid value as YAML in one line; null when an example would not help.</summary>
    public virtual string? Example => null;

    /// <summary>The shape without "or null".</summary>
    public virtual ConfigShape Bare => this;
}

/// <summary>A shape or null.</summary>
internal sealed class NullableShape(Type type, ConfigShape inner) : ConfigShape(type)
{
    public override string Wants => $"{inner.Wants} or null";

    public override string? Example => inner.Example;

    public override ConfigShape Bare => inner;
}

/// <summary>Values of one shape in order: an array, an <see cref="ImmutableArray{T}"/> or an <see cref="IReadOnlyList{T}"/>.</summary>
internal sealed class ListShape(Type type, ConfigShape item) : ConfigShape(type)
{
    public ConfigShape Item { get; } = item;

    public override string Wants => "a list";

    public override string? Example => Item.Example is { } example ? $"[{example}, {example}]" : null;
}

/// <summary>A list of fixed length whose items have shapes of their own: a <see cref="ValueTuple"/>.</summary>
internal sealed class TupleShape(Type type, ImmutableArray<ConfigShape> items) : ConfigShape(type)
{
    public ImmutableArray<ConfigShape> Items { get; } = items;

    public override string Wants => $"a list of {Items.Length} values ({string.Join(", ", Items.Select(item => item.Wants))})";

    public override string? Example => $"[{string.Join(", ", Items.Select(item => item.Example ?? "…"))}]";
}

/// <summary>Keys chosen by the user, and values of one shape.</summary>
internal sealed class DictionaryShape(Type type, ScalarShape key, ConfigShape value) : ConfigShape(type)
{
    public ScalarShape Key { get; } = key;

    public ConfigShape Value { get; } = value;

    public override string Wants => $"a map from {Key.Wants} to {Value.Wants}";

    public override string? Example => Value.Example is { } example ? $"{{{Key.Example}: {example}}}" : null;
}
