using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;
using ReAgent.Data.Episodes;

namespace ReAgent.Data.Logs;

/// <summary>How the user's own logs are read (config key <c>log</c>).</summary>
public sealed record LogOptions : IValidatedConfig
{
    private const string Date = @"[^\s/]+";

    [Description("Name in the log by name used here, where they differ: {reward: outcome.score}. A dot reaches into a structure. Default: none.")]
    public IReadOnlyDictionary<string, string>? Columns { get; init; }

    [Description("Columns of plain numbers that are the state, where the log has no state_features; each one's feature id is its position here, from 0. Default: none.")]
    public IReadOnlyList<string>? StateColumns { get; init; }

    [Description("Feature id of columns of state_columns, where it is not their position: {age: 3}. Default: none.")]
    public IReadOnlyDictionary<string, long>? StateFeatureIds { get; init; }

    [Description("Columns of plain numbers that are the action, for actions given by features; each one's feature id is its position here, from 0. Default: none.")]
    public IReadOnlyList<string>? ActionColumns { get; init; }

    [Description("First date (ds) to read, inclusive, compared as text; empty starts with the first. Default: none.")]
    [RegularExpression(Date)]
    public string? StartDs { get; init; }

    [Description("Last date (ds) to read, inclusive, compared as text; empty ends with the last. Default: none.")]
    [RegularExpression(Date)]
    public string? EndDs { get; init; }

    [Description("What to do about a damaged file: stop, or skip what cannot be read and count it. Default: stop.")]
    public DamagedFilePolicy OnDamagedFile { get; init; }

    [Description("Character between the cells of CSV files; empty guesses from the header. Default: none.")]
    [Length(1, 1)]
    public string? CsvDelimiter { get; init; }

    [Description("Columns that say what came of an action, in order. Default: [reward, metrics].")]
    public IReadOnlyList<string> RewardColumns { get; init; } = [EpisodeSchema.Reward, EpisodeSchema.Metrics];

    [Description("Further columns that go along, such as id lists, in order. Default: [].")]
    public IReadOnlyList<string> ExtraFeatureColumns { get; init; } = [];

    [Description("Read which actions were possible, where the log says so. Default: true.")]
    public bool IncludePossibleActions { get; init; } = true;

    [Description("Most features that a row may have in one column; a row with more is set aside. Default: 10000.")]
    [Range(1, 100_000_000)]
    public int MaxFeatures { get; init; } = 10_000;

    /// <summary>The column of the log that holds what is called <paramref name="name"/> here.</summary>
    public string ColumnOf(string name) => Columns is not null && Columns.TryGetValue(name, out var mapped) ? mapped : name;

    /// <summary>The same options; the columns named go along, too.</summary>
    public LogOptions Carrying(IEnumerable<string> columns) =>
        columns.Except(ExtraFeatureColumns).ToArray() is { Length: > 0 } missing ? this with { ExtraFeatureColumns = [.. ExtraFeatureColumns, .. missing] } : this;

    /// <summary>The dates to read.</summary>
    internal DateRange Dates => new(StartDs, EndDs);

    /// <summary>All names that <see cref="Columns"/> can map.</summary>
    internal IEnumerable<string> Names =>
    [
        EpisodeSchema.Ds, EpisodeSchema.MdpId, EpisodeSchema.SequenceNumber, EpisodeSchema.StateFeatures, EpisodeSchema.Action,
        EpisodeSchema.ActionProbability, EpisodeSchema.PossibleActions, EpisodeSchema.Truncated, .. RewardColumns, .. ExtraFeatureColumns,
    ];

    /// <inheritdoc/>
    public IEnumerable<ConfigProblem> Validate()
    {
        foreach (var name in (Columns ?? new Dictionary<string, string>()).Keys.Where(name => !Names.Contains(name)))
        {
            var near = NearestName.Find(name, Names) is { } found ? $"; did you mean '{found}'?" : "";
            yield return new ConfigProblem($"{nameof(Columns)}.{name}", $"'{name}' is no column of episodes: write our name first and the log's name after it{near}");
        }

        if (string.CompareOrdinal(StartDs, EndDs) > 0 && EndDs is not null)
        {
            yield return new ConfigProblem(nameof(EndDs), $"end_ds is {EndDs}, which lies before start_ds, {StartDs}");
        }

        foreach (var name in (StateFeatureIds ?? new Dictionary<string, long>()).Keys.Where(name => StateColumns?.Contains(name) != true))
        {
            yield return new ConfigProblem($"{nameof(StateFeatureIds)}.{name}", $"'{name}' has a feature id but is not among state_columns");
        }

        foreach (var twice in StateKeys.GroupBy(column => column.Id).Where(columns => columns.Count() > 1))
        {
            yield return new ConfigProblem(nameof(StateFeatureIds), $"{string.Join(" and ", twice.Select(column => column.Name))} have the same feature id, {twice.Key}");
        }
    }

    /// <summary>The columns of the state and their feature ids.</summary>
    internal IEnumerable<(string Name, long Id)> StateKeys => (StateColumns ?? []).Select(
        (name, position) => (name, StateFeatureIds is not null && StateFeatureIds.TryGetValue(name, out var id) ? id : position));

    /// <summary>The columns of the action and their feature ids.</summary>
    internal IEnumerable<(string Name, long Id)> ActionKeys => (ActionColumns ?? []).Select((name, position) => (name, (long)position));
}
