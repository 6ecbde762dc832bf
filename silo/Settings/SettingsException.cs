using System.Collections.Immutable;

namespace ReAgent.Silo.Settings;

/// <summary>Settings that a silo cannot start with; all that is wrong, at once.</summary>
public sealed class SettingsException(ImmutableArray<string> problems)
    : Exception($"The silo cannot start with these settings:{Environment.NewLine}{string.Join(Environment.NewLine, problems.Select(problem => "  " + problem))}")
{
    /// <summary>What is wrong, a sentence each. Secrets are not shown.</summary>
    public ImmutableArray<string> Problems { get; } = problems;
}
