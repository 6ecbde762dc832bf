using System.Collections.Immutable;

namespace ReAgent.Contracts.Configuration.Binding;

/// <summary>What the binder has to tell the user, so far.</summary>
internal sealed class ConfigFindings
{
    private readonly List<ConfigProblem> _errors = [];
    private readonly List<ConfigProblem> _notes = [];

    public int ErrorCount => _errors.Count;

    public void Error(ConfigPlace place, ConfigPosition position, string message) => _errors.Add(new(place.Path, message, position));

    public void Note(ConfigPlace place, ConfigPosition position, string message) => _notes.Add(new(place.Path, message, position));

    public ImmutableArray<ConfigProblem> Errors() => InOrder(_errors);

    public ImmutableArray<ConfigProblem> Notes() => InOrder(_notes);

    // In the order of the file; what came from the command line, which has no lines, comes last.
    private static ImmutableArray<ConfigProblem> InOrder(List<ConfigProblem> problems) =>
    [
        .. problems
            .OrderBy(problem => problem.Position.Line == 0 ? int.MaxValue : problem.Position.Line)
            .ThenBy(problem => problem.Position.Column),
    ];
}
