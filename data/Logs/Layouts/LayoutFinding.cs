using ReAgent.Data.Columns;
using ReAgent.Data.Episodes;

namespace ReAgent.Data.Logs.Layouts;

/// <summary>Finds the layout that all files of a log fit, and gathers everything that does not.</summary>
internal sealed class LayoutFinding
{
    private readonly IReadOnlyList<LogSummary> _files;
    private readonly LogOptions _options;
    private readonly Dictionary<string, List<string>> _problems = new(StringComparer.Ordinal);

    private LayoutFinding(IReadOnlyList<LogSummary> files, LogOptions options) => (_files, _options) = ([.. files.Where(file => file.Rows != 0)], options);

    /// <exception cref="LogLayoutException">Not all files fit one layout.</exception>
    public static EpisodeLayout Find(IReadOnlyList<LogSummary> files, LogOptions options)
    {
        var finding = new LayoutFinding(files, options);
        if (finding._files.Count == 0)
        {
            throw new LogLayoutException([new LogLayoutProblem("the files have no rows", [.. files.Select(file => file.File.Name)])]);
        }

        var layout = finding.Layout();
        finding.Check(layout);
        return finding._problems.Count == 0
            ? layout
            : throw new LogLayoutException(finding._problems.Select(problem => new LogLayoutProblem(problem.Key, [.. problem.Value])));
    }

    private EpisodeLayout Layout() => new(
        Action(),
        [.. _options.RewardColumns.Select(Outcome).OfType<CarriedColumn>()],
        [.. _options.ExtraFeatureColumns.Select(Extra).OfType<CarriedColumn>()]);

    private void Check(EpisodeLayout layout)
    {
        var wanted = WantedColumn.All(layout, _options);
        foreach (var file in _files)
        {
            var finding = new SourceFinding(file.Columns, file.File);
            finding.Find(wanted.Where(column => _options.IncludePossibleActions || column.Name != EpisodeSchema.PossibleActions));
            foreach (var problem in finding.Problems)
            {
                Report(problem, file);
            }
        }
    }

    private ActionKind Action()
    {
        if (_options.ActionColumns is { Count: > 0 })
        {
            return ActionKind.Parametric;
        }

        var kinds = new SortedDictionary<ActionKind, LogSummary>();
        var blank = true;
        foreach (var (file, column) in Columns(EpisodeSchema.Action))
        {
            blank &= column.IsBlank;
            if (ActionKinds.Of(column) is { } kind)
            {
                kinds.TryAdd(kind, file);
            }
            else if (!column.IsBlank)
            {
                Report(ActionKinds.Describe(column), file);
            }
        }

        if (kinds.Count > 1)
        {
            Report($"the files do not agree what an action is: {string.Join(", ", kinds.Select(kind => $"{kind.Key} as in {kind.Value.File.Name}"))}");
        }
        else if (kinds.Count == 0 && blank && Columns(EpisodeSchema.Action).Any())
        {
            Report("the column 'action' has no values, so that it cannot be told what an action is");
        }

        return kinds.Keys.FirstOrDefault();
    }

    private CarriedColumn? Outcome(string name) => name switch
    {
        EpisodeSchema.Reward => new CarriedColumn(name, ColumnShape.Number),
        EpisodeSchema.Metrics => new CarriedColumn(name, ColumnShape.NamedNumbers),
        _ => Carried(name, shape => ShapeFit.OfNumbers(shape), "must hold numbers"),
    };

    // Lists of ids are read in their own shape: text files cannot tell whole numbers from others, nor keys that are ids from names.
    private CarriedColumn? Extra(string name) => name switch
    {
        EpisodeSchema.StateIdLists => Of(ColumnShape.IdLists, name),
        EpisodeSchema.StateIdScoreLists => Of(ColumnShape.IdScoreLists, name),
        _ => Carried(name, shape => shape, "cannot be read"),
    };

    private CarriedColumn? Of(ColumnShape wanted, string name) => Carried(name, shape => ShapeFit.CanRead(shape, wanted) ? wanted : null, $"must be a {wanted}");

    /// <summary>A column whose shape is what the files say it is.</summary>
    private CarriedColumn? Carried(string name, Func<ColumnShape, ColumnShape?> usable, string otherwise)
    {
        ColumnShape? common = null;
        var (sound, seen) = (true, false);
        foreach (var (file, column) in Columns(name).Where(found => !found.Column.IsBlank))
        {
            seen = true;
            var shape = column.Shape is null && !column.Members.IsEmpty ? ColumnShape.NamedNumbers : column.Shape;
            if ((shape is null ? null : usable(shape)) is not { } here)
            {
                Report($"column '{name}' is a {column.Type}, but {otherwise}", file);
                sound = false;
            }
            else if (common is not null && ShapeFit.Common(common, here) is null)
            {
                Report($"column '{name}' is a {here}, but in other files a {common}", file);
                sound = false;
            }
            else
            {
                common = common is null ? here : ShapeFit.Common(common, here);
            }
        }

        if (!seen)
        {
            var near = _files.Count > 0 && LogColumn.Nearest(_files[0].Columns, name) is { } nearest ? $"; the nearest is '{nearest}': log.columns: {{{name}: {nearest}}}" : "";
            Report($"no file has values in a column '{_options.ColumnOf(name)}'{near}");
        }

        return sound && common is not null ? new CarriedColumn(name, common) : null;
    }

    private IEnumerable<(LogSummary File, LogColumn Column)> Columns(string name) =>
        from file in _files
        let column = LogColumn.Find(file.Columns, _options.ColumnOf(name))
        where column is not null
        select (file, column);

    private void Report(string problem, LogSummary? file = null)
    {
        if (!_problems.TryGetValue(problem, out var files))
        {
            _problems[problem] = files = [];
        }

        if (file is not null && !files.Contains(file.File.Name))
        {
            files.Add(file.File.Name);
        }
    }
}
