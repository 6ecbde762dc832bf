using System.Reflection;
using ReAgent.Evaluation.Naming;

namespace ReAgent.Evaluation.Estimators;

/// <summary>
/// The estimators that there are: every public <see cref="IEstimator"/> with a parameterless constructor in the assemblies it looks
/// through.
/// </summary>
public sealed class EstimatorCatalog
{
    private readonly Dictionary<string, IEstimator> _byKey;

    private EstimatorCatalog(IReadOnlyList<IEstimator> estimators)
    {
        All = estimators;
        _byKey = estimators.ToDictionary(estimator => estimator.Key, StringComparer.Ordinal);
    }

    /// <summary>All estimators: those per step before those per episode, each in ordinal order of their keys.</summary>
    public IReadOnlyList<IEstimator> All { get; }

    /// <summary>The estimators of this library.</summary>
    public static EstimatorCatalog Standard { get; } = From(typeof(EstimatorCatalog).Assembly);

    /// <summary>The estimators in the given assemblies.</summary>
    /// <exception cref="InvalidOperationException">Two estimators have the same key.</exception>
    public static EstimatorCatalog From(params IReadOnlyList<Assembly> assemblies)
    {
        List<IEstimator> estimators =
        [
            .. assemblies.SelectMany(assembly => assembly.GetExportedTypes())
                .Where(type => type.IsAssignableTo(typeof(IEstimator)) && !type.IsAbstract)
                .Where(type => type.GetConstructor(Type.EmptyTypes) is not null)
                .Select(type => (IEstimator)Activator.CreateInstance(type)!)
                .OrderBy(estimator => estimator.Unit).ThenBy(estimator => estimator.Key, StringComparer.Ordinal),
        ];
        return estimators.GroupBy(estimator => estimator.Key).FirstOrDefault(same => same.Count() > 1) is { } clash
            ? throw new InvalidOperationException(
                $"The key '{clash.Key}' belongs to {string.Join(" and ", clash.Select(estimator => estimator.GetType()))}.")
            : new(estimators);
    }

    /// <summary>The estimator of that key.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public IEstimator this[string key] => _byKey.TryGetValue(key, out var estimator)
        ? estimator
        : throw new ArgumentException(
            $"There is no estimator '{key}'. {ValidNames.Hint(key, [.. All.Select(known => known.Key)])}", nameof(key));

    /// <summary>The estimators of the given keys in the catalog's order, or all when there are no keys.</summary>
    /// <exception cref="ArgumentException">A key is unknown.</exception>
    public IReadOnlyList<IEstimator> Select(IReadOnlyList<string>? keys)
    {
        if (keys is null or [])
        {
            return All;
        }

        HashSet<IEstimator> wanted = [.. keys.Select(key => this[key])];
        return [.. All.Where(wanted.Contains)];
    }
}
