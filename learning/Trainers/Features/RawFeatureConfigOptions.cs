using System.Collections.Immutable;
using System.ComponentModel;
using ReAgent.Contracts.Configuration;
using ReAgent.Data.Batches;
using ReAgent.Learning.Networks;

namespace ReAgent.Learning.Trainers.Features;

/// <summary>Features as they are listed here.</summary>
[UnionMember("raw")]
public sealed record RawFeatureConfigOptions : FeatureConfigOptions, IValidatedConfig
{
    /// <summary>The only float features to use.</summary>
    [Description("The only float features to use. Default: [], all that the data holds.")]
    public ImmutableArray<FloatFeatureOptions> FloatFeatureInfos { get; init; } = [];

    /// <summary>Features that are lists of ids.</summary>
    [Description("Features of state_id_list_features. Default: [].")]
    public ImmutableArray<IdFeatureOptions> IdListFeatureConfigs { get; init; } = [];

    /// <summary>Features that are lists of ids with scores.</summary>
    [Description("Features of state_id_score_list_features. Default: [].")]
    public ImmutableArray<IdFeatureOptions> IdScoreListFeatureConfigs { get; init; } = [];

    /// <summary>Tables of vectors for ids, by name.</summary>
    [Description("Tables of vectors for ids, by name. Default: none.")]
    public ImmutableSortedDictionary<string, IdMappingOptions> IdMappingConfig { get; init; } = ImmutableSortedDictionary<string, IdMappingOptions>.Empty;

    public override ImmutableArray<long> FloatFeatures => [.. FloatFeatureInfos.Select(feature => feature.FeatureId)];

    public override IdEncoding? Ids => Lists.IsEmpty || Unmapped.Any() ? null : new(
        [.. TableNames.Select(name => IdMappingConfig[name].Table)],
        [.. Lists.Select(list => new IdBag(list.Feature.FeatureId, list.HasScores, TableNames.IndexOf(list.Feature.IdMappingName)))]);

    public override IdBags? Bags => Ids is { } ids
        ? new([.. ids.Tables.Select(table => table.Rows)], [.. ids.Bags.Select(bag => bag.Table)], Lengths.FirstOrDefault().Length)
        : null;

    private ImmutableArray<(IdFeatureOptions Feature, bool HasScores)> Lists =>
        [.. IdListFeatureConfigs.Select(feature => (feature, false)), .. IdScoreListFeatureConfigs.Select(feature => (feature, true))];

    private IEnumerable<(IdFeatureOptions Feature, bool HasScores)> Unmapped => Lists.Where(list => !IdMappingConfig.ContainsKey(list.Feature.IdMappingName));

    /// <summary>The tables that are used, in a fixed order.</summary>
    private ImmutableArray<string> TableNames => [.. Lists.Select(list => list.Feature.IdMappingName).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private IEnumerable<(string Name, int? Length)> Lengths =>
        from name in IdMappingConfig.Keys.Order(StringComparer.Ordinal)
        where IdMappingConfig[name].EmbeddingDim is not null
        select (name, IdMappingConfig[name].EmbeddingDim);

    public IEnumerable<ConfigProblem> Validate()
    {
        foreach (var id in FloatFeatures.GroupBy(id => id).Where(same => same.Count() > 1).Select(same => same.Key))
        {
            yield return new(nameof(FloatFeatureInfos), $"Two float features have the id {id}.");
        }

        foreach (var id in Lists.GroupBy(list => list.Feature.FeatureId).Where(same => same.Count() > 1))
        {
            yield return new(Section(id.Last().HasScores), $"{string.Join(" and ", id.Select(list => list.Feature.Name))} have the same id, {id.Key}.");
        }

        foreach (var name in Lists.GroupBy(list => list.Feature.Name, StringComparer.Ordinal).Where(same => same.Count() > 1))
        {
            yield return new(Section(name.Last().HasScores), $"Two features have the name '{name.Key}'.");
        }

        foreach (var (feature, hasScores) in Unmapped)
        {
            var near = NearestName.Find(feature.IdMappingName, IdMappingConfig.Keys) is { } nearest ? $" Did you mean '{nearest}'?" : "";
            yield return new(
                Section(hasScores),
                $"The ids of '{feature.Name}' are looked up in '{feature.IdMappingName}', which id_mapping_config does not have.{near} " +
                $"It has {(IdMappingConfig.IsEmpty ? "none" : string.Join(", ", IdMappingConfig.Keys))}.");
        }

        if (Lengths.DistinctBy(table => table.Length).ToArray() is [var one, var other, ..])
        {
            yield return new(
                nameof(IdMappingConfig),
                $"All tables have vectors of one length, but embedding_dim is {one.Length} in '{one.Name}' and {other.Length} in '{other.Name}'.");
        }
    }

    private static string Section(bool hasScores) => hasScores ? nameof(IdScoreListFeatureConfigs) : nameof(IdListFeatureConfigs);
}
