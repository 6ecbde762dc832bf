using System.Collections.Immutable;
using ReAgent.Data.Columns;
using ReAgent.Data.Episodes;
using ReAgent.Data.Logs;
using ReAgent.Data.Logs.Layouts;

namespace ReAgent.Data.Inspection.Mapping;

/// <summary>Searches the columns of a log for those that episodes need, where the log calls them something else: first by name, then by what they hold.</summary>
internal sealed class MappingSearch
{
    private const int MostActions = 100;

    private static readonly ImmutableArray<string> Required =
        [EpisodeSchema.MdpId, EpisodeSchema.SequenceNumber, EpisodeSchema.StateFeatures, EpisodeSchema.Action, EpisodeSchema.Reward];

    private readonly LogColumn[] _columns;
    private readonly LogOptions _options;
    private readonly IReadOnlyDictionary<string, Column> _sample;
    private readonly Dictionary<string, string> _found = new(StringComparer.Ordinal);
    private readonly List<ProposedColumn> _proposed = [];

    private MappingSearch(IEnumerable<LogColumn> columns, LogOptions options, IReadOnlyDictionary<string, Column> sample)
    {
        LogColumn[] all = [.. columns];
        _columns = [.. ColumnSample.Leaves(all)];
        (_options, _sample) = (options, sample);
        foreach (var name in Wanted)
        {
            if (LogColumn.Find(all, options.ColumnOf(name)) is { } column)
            {
                _found[name] = column.Name;
            }
        }
    }

    /// <summary>Searches.</summary>
    /// <param name="columns">The columns of the log.</param>
    /// <param name="options">How the log is read; what it maps stays.</param>
    /// <param name="sample">Values of the columns, by name; those without are judged by name and type.</param>
    public static MappingProposal Search(IEnumerable<LogColumn> columns, LogOptions options, IReadOnlyDictionary<string, Column> sample) =>
        new MappingSearch(columns, options, sample).Search();

    /// <summary>True when every column that episodes have, required or not, is in the log under the name that the options give it.</summary>
    public static bool IsNeedless(IReadOnlyList<LogColumn> columns, LogOptions options) =>
        ColumnSynonyms.Names.All(name => LogColumn.Find(columns, options.ColumnOf(name)) is not null);

    private IEnumerable<string> Wanted => ColumnSynonyms.Names.Where(name =>
        name is not (EpisodeSchema.Reward or EpisodeSchema.Metrics) || _options.RewardColumns.Contains(name));

    private MappingProposal Search()
    {
        foreach (var name in Wanted.Where(IsMissing).ToArray())
        {
            ByName(name);
        }

        foreach (var name in Required.Where(IsMissing).ToArray())
        {
            ByContent(name);
        }

        var state = IsMissing(EpisodeSchema.StateFeatures) ? PlainNumbers() : [];
        return new MappingProposal(
            [.. _proposed],
            state,
            [.. Required.Where(Wanted.Contains).Where(IsMissing).Where(name => name != EpisodeSchema.StateFeatures || state.IsEmpty)]);
    }

    private bool IsMissing(string name) => !_found.ContainsKey(name) && _options.ColumnOf(name) == name && name switch
    {
        EpisodeSchema.StateFeatures => _options.StateColumns is not { Count: > 0 },
        EpisodeSchema.Action => _options.ActionColumns is not { Count: > 0 },
        _ => Wanted.Contains(name),
    };

    private void ByName(string name)
    {
        var best = Free().Where(column => Fits(name, column) && HoldsIt(name, column))
            .Select(column => (Column: column, Score: ColumnSynonyms.Score(name, column.Name)))
            .Where(candidate => candidate.Score > 0)
            .OrderByDescending(candidate => candidate.Score).ThenBy(candidate => candidate.Column.Name, StringComparer.Ordinal)
            .FirstOrDefault();
        if (best.Column is { } column)
        {
            Propose(name, column, "by its name");
        }
    }

    private void ByContent(string name)
    {
        switch (name)
        {
            case EpisodeSchema.MdpId:
                ProposeOnly(name, Free().Where(column => Fits(name, column) && Sampled(column) is { } values && ColumnEvidence.Groups(values) && ColumnEvidence.Different(values) > MostActions),
                    "the only column whose values repeat as those of episodes do");
                break;
            case EpisodeSchema.SequenceNumber when _found.TryGetValue(EpisodeSchema.MdpId, out var episode) && _sample.TryGetValue(episode, out var groups):
                ProposeOnly(name, Free().Where(column => column.Shape == ColumnShape.Integer && Sampled(column) is { } values && ColumnEvidence.DiffersWithin(values, groups)),
                    $"the only column of whole numbers that differ within each {episode}");
                break;
            case EpisodeSchema.StateFeatures:
                ProposeOnly(name, Free().Where(column => column.Shape is ColumnShape.MapOf or ColumnShape.ListOf && Fits(name, column)), "the only column of features");
                break;
            case EpisodeSchema.Action:
                ProposeOnly(name, Free().Where(column => column.Shape == ColumnShape.Text && Sampled(column) is { } values && ColumnEvidence.Different(values) is > 1 and <= MostActions),
                    "the only column of a few different names");
                break;
        }
    }

    private void ProposeOnly(string name, IEnumerable<LogColumn> candidates, string because)
    {
        if (candidates.Take(2).ToArray() is [var only])
        {
            Propose(name, only, because);
        }
    }

    private void Propose(string name, LogColumn column, string because)
    {
        _found[name] = column.Name;
        _proposed.Add(new ProposedColumn(name, column.Name, because));
    }

    /// <summary>Columns that nothing is taken from yet.</summary>
    private IEnumerable<LogColumn> Free() => _columns.Where(column => !column.IsBlank && column.Name != _options.ColumnOf(EpisodeSchema.Ds)
        && !_found.ContainsValue(column.Name) && !_found.Values.Any(taken => column.Name.StartsWith(taken + ".", StringComparison.Ordinal)));

    /// <summary>Columns of numbers: the members of a structure that is named like a state, or else all that are left.</summary>
    private ImmutableArray<string> PlainNumbers()
    {
        var numbers = Free().Where(column => column.Shape is ColumnShape.Scalar { Kind: not ScalarKind.Text } && ColumnSynonyms.Words(column.Name) is var words && words[^1] is not ("id" or "ds" or "timestamp" or "time"))
            .Select(column => column.Name).ToArray();
        var members = numbers.Where(name => name.Contains('.') && ColumnSynonyms.Score(EpisodeSchema.StateFeatures, name[..name.LastIndexOf('.')]) > 0).ToArray();
        return [.. members.Length > 0 ? members : numbers];
    }

    private Column? Sampled(LogColumn column) => _sample.GetValueOrDefault(column.Name);

    private static bool Fits(string name, LogColumn column) => name switch
    {
        EpisodeSchema.MdpId => column.Shape == ColumnShape.Text || column.Shape == ColumnShape.Integer,
        EpisodeSchema.SequenceNumber => column.Shape is ColumnShape.Scalar { Kind: not ScalarKind.Flag },
        EpisodeSchema.StateFeatures => column.Shape is not ColumnShape.Scalar { Kind: not ScalarKind.Text } && !HasNames(column) && ShapeFit.CanRead(column.Shape, ColumnShape.Features),
        EpisodeSchema.Action => ActionKinds.Of(column) is not null,
        EpisodeSchema.Reward or EpisodeSchema.ActionProbability => column.Shape is ColumnShape.Scalar { Kind: not ScalarKind.Text },
        EpisodeSchema.Truncated => column.Shape == ColumnShape.Flag,
        EpisodeSchema.Metrics => column.Shape is ColumnShape.MapOf && ShapeFit.CanRead(column.Shape, ColumnShape.NamedNumbers),
        _ => column.Shape is ColumnShape.ListOf { Item: ColumnShape.Scalar { Kind: ScalarKind.Text } } || column.Shape == ColumnShape.Text,
    };

    // Features have whole numbers for ids; a structure with names is taken apart into columns.
    private static bool HasNames(LogColumn column) => column.Shape is ColumnShape.MapOf { Key: ScalarKind.Text } && !column.Members.IsEmpty;

    // A wrong propensity spoils every estimate without a trace, so its name alone does not do.
    private bool HoldsIt(string name, LogColumn column) =>
        name != EpisodeSchema.ActionProbability || (Sampled(column) is { } values && ColumnEvidence.AreProbabilities(values));
}
