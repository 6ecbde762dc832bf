using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace ReAgent.Contracts.Configuration.Shapes;

/// <summary>One key of a record.</summary>
internal sealed class ConfigMember
{
    public ConfigMember(PropertyInfo property, ConfigShape shape)
    {
        Property = property;
        Shape = shape;
        var key = property.GetCustomAttribute<ConfigKeyAttribute>();
        Key = key?.Key ?? ConfigNames.SnakeCase(property.Name);
        Keys = [Key, .. key?.Aliases ?? []];
        Required = property.IsDefined(typeof(RequiredMemberAttribute)) || property.IsDefined(typeof(RequiredAttribute));
        NoEffect = property.GetCustomAttribute<NoEffectAttribute>()?.Why;
        Description = property.GetCustomAttribute<DescriptionAttribute>()?.Description;
        Constraints = [.. property.GetCustomAttributes<ValidationAttribute>().Select(attribute => ConfigConstraint.From(attribute)).OfType<ConfigConstraint>()];
    }

    public PropertyInfo Property { get; }

    public ConfigShape Shape { get; }

    public string Key { get; }

    /// <summary>The key and its aliases.</summary>
    public ImmutableArray<string> Keys { get; }

    public bool Required { get; }

    /// <summary>Why giving the key has no effect; null when it has one.</summary>
    public string? NoEffect { get; }

    public string? Description { get; }

    public ImmutableArray<ConfigConstraint> Constraints { get; }
}
