namespace ReAgent.Data.Features;

/// <summary>
/// Where each feature goes: features sorted by (type, id), each with the network inputs that it takes. A feature's column is found by
/// its id, never by the position in which some table or log happens to hold it.
/// </summary>
public sealed class FeatureLayout
{
    private readonly FeatureIndex _columnOf = new();

    /// <param name="features">Parameters by feature id, in any order.</param>
    /// <exception cref="ArgumentException">A feature cannot be normalized; the message names every problem with its feature.</exception>
    public FeatureLayout(IReadOnlyDictionary<long, NormalizationParameters> features)
    {
        ArgumentNullException.ThrowIfNull(features);
        var problems = features
            .OrderBy(feature => feature.Key)
            .SelectMany(feature => feature.Value.Problems()
                .Select(problem => $"feature {feature.Key} ({feature.Value.Type.InFiles()}): {problem}"))
            .ToArray();
        if (problems.Length > 0)
        {
            throw new ArgumentException($"Features cannot be normalized: {string.Join("; ", problems)}.", nameof(features));
        }

        var columns = new List<FeatureColumn>(features.Count);
        foreach (var (id, parameters) in features.OrderBy(feature => (feature.Value.Type, feature.Key)))
        {
            columns.Add(new FeatureColumn(id, parameters, OutputWidth));
            OutputWidth += parameters.OutputWidth;
        }

        Columns = columns;
        FeatureIds = [.. columns.Select(column => column.FeatureId)];
        foreach (var column in columns)
        {
            _columnOf.Add(column.FeatureId);
        }
    }

    /// <summary>The features in the order of the network inputs.</summary>
    public IReadOnlyList<FeatureColumn> Columns { get; }

    /// <summary>The ids of <see cref="Columns"/>.</summary>
    public IReadOnlyList<long> FeatureIds { get; }

    /// <summary>Number of network inputs.</summary>
    public int OutputWidth { get; }

    /// <summary>Finds the index in <see cref="Columns"/> of a feature; false for features that are not normalized.</summary>
    public bool TryGetColumn(long featureId, out int column)
    {
        column = ColumnOf(featureId);
        return column >= 0;
    }

    /// <summary>The index in <see cref="Columns"/> of a feature; −1 for features that are not normalized.</summary>
    internal int ColumnOf(long featureId) => _columnOf.Find(featureId);

    /// <summary>First network input of features of this type or a later one.</summary>
    public int StartOf(FeatureType type) =>
        Columns.FirstOrDefault(column => column.Parameters.Type >= type)?.OutputStart ?? OutputWidth;

    /// <summary>
    /// A readable name of each network input: the feature id, with <c>=value</c> for the inputs of an enumerated feature.
    /// </summary>
    public IReadOnlyList<string> OutputNames() =>
    [
        .. Columns.SelectMany(column => column.Parameters is { Type: FeatureType.Enum, PossibleValues: { } values }
            ? values.Select(value => $"{column.FeatureId}={value}")
            : [$"{column.FeatureId}"]),
    ];
}
