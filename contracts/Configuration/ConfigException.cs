using System.Collections.Immutable;

namespace ReAgent.Contracts.Configuration;

/// <summary>A configuration that cannot be used. Its message has one line for each problem.</summary>
public sealed class ConfigException(ImmutableArray<ConfigProblem> problems) : Exception(string.Join('\n', problems))
{
    /// <summary>Everything that is wrong, in the order of the file.</summary>
    public ImmutableArray<ConfigProblem> Problems { get; } = problems;
}
