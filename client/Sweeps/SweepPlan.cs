using System.Collections.Immutable;
using ReAgent.Client.Commands;
using ReAgent.Client.Configuration;
using ReAgent.Client.Experiments;
using ReAgent.Contracts.Configuration;
using ReAgent.Contracts.Configuration.Sweeps;
using ReAgent.Contracts.Experiments;

namespace ReAgent.Client.Sweeps;

/// <summary>A sweep whose trials were all found sound.</summary>
/// <param name="Place">What it is called, and where it goes.</param>
/// <param name="Axes">What is varied.</param>
/// <param name="Trials">Its trials, in order.</param>
/// <param name="Notes">Keys of the file that have no effect.</param>
internal sealed record SweepPlan(SweepPlace Place, ImmutableArray<SweepAxis> Axes, ImmutableArray<PlannedTrial> Trials, ImmutableArray<ConfigProblem> Notes)
{
    private const int LongestFolderName = 100;

    /// <summary>How many settings there are.</summary>
    public int Settings => Trials.Select(trial => trial.Setting).Distinct().Count();

    /// <summary>Why the estimates of its settings cannot be compared, in a sentence; null when they can.</summary>
    public string? Incomparable => Axes.FirstOrDefault(axis => axis.Path.Split('.')[0] == "reward_options") is { } axis
        ? $"the settings differ in what counts as the reward ({axis.Path}), so their estimates cannot be compared."
        : null;

    /// <summary>Reads every trial of a sweep.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="format">Reads experiment files.</param>
    /// <param name="placeOf">Finds the place from the name that the file gives, if it gives one.</param>
    /// <param name="priority">Priority of the trials.</param>
    /// <exception cref="ConfigException">Some trial has errors; those of all are told.</exception>
    public static SweepPlan Make(ConfigSweep sweep, IExperimentFormat format, Func<string?, SweepPlace> placeOf, int priority)
    {
        var bound = sweep.Trials.Select(trial => (trial.Label, Binding: format.Bind(trial.Root))).ToArray();
        var errors = Gather(bound.Select(trial => (trial.Label, trial.Binding.Errors)));
        if (!errors.IsEmpty)
        {
            throw new ConfigException(errors);
        }

        var place = placeOf(bound[0].Binding.Require().Name);
        var folders = Folders([.. sweep.Trials.Select(trial => trial.Setting).Distinct()]);
        var trials = sweep.Trials.Zip(bound, (trial, read) =>
        {
            var experiment = read.Binding.Require();
            var folder = folders[trial.Setting];
            var spec = new ExperimentSpec(
                $"{place.Name}.{folder}.seed-{experiment.Seed}", $"{place.Folder}/trials/{folder}/seed-{experiment.Seed}", experiment.Json, Base: place.Base, Priority: priority);
            return new PlannedTrial(trial.Setting, new RunRequest(spec, experiment.Seed, read.Binding.Notes));
        });
        return new(place, sweep.Axes, [.. trials], Gather(bound.Select(trial => (trial.Label, trial.Binding.Notes))));
    }

    // What is wrong with every trial is said once; what is wrong with some names one of them.
    private static ImmutableArray<ConfigProblem> Gather(IEnumerable<(string Label, ImmutableArray<ConfigProblem> Problems)> trials)
    {
        var all = trials.ToArray();
        return
        [
            .. all.SelectMany(trial => trial.Problems.Distinct().Select(problem => (trial.Label, Problem: problem)))
                .GroupBy(found => found.Problem)
                .Select(found => found.Count() == all.Length
                    ? found.Key
                    : found.Key with { Message = $"{found.Key.Message} (trial {found.First().Label}{(found.Count() > 1 ? $", and {found.Count() - 1} more" : "")})" }),
        ];
    }

    // Readable names that a file system takes. Whether a trial's work is done its manifests say, so that a name need only be its own.
    private static Dictionary<string, string> Folders(string[] settings)
    {
        var folders = new Dictionary<string, string>(StringComparer.Ordinal);
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var setting in settings)
        {
            var name = OutputFolder.Name(setting);
            name = name[..Math.Min(name.Length, LongestFolderName)].TrimEnd('-', '.');
            var folder = name;
            for (var again = 2; !taken.Add(folder); again++)
            {
                folder = $"{name}-{again}";
            }

            folders.Add(setting, folder);
        }

        return folders;
    }
}
