using System.Collections.Immutable;

namespace ReAgent.Contracts.Configuration;

/// <summary>What came of binding a configuration: the record, or everything that is wrong with the file, in the order of its lines.</summary>
/// <param name="Value">The record; null when there are errors.</param>
/// <param name="Errors">Everything that is wrong.</param>
/// <param name="Notes">Keys that were accepted and have no effect.</param>
public sealed record ConfigBinding<T>(T? Value, ImmutableArray<ConfigProblem> Errors, ImmutableArray<ConfigProblem> Notes)
    where T : class
{
    /// <summary>The record.</summary>
    /// <exception cref="ConfigException">There are errors.</exception>
    public T Require() => Value ?? throw new ConfigException(Errors);
}
