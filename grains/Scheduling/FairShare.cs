using System.Collections.Immutable;
using ReAgent.Contracts.Scheduling;

namespace ReAgent.Grains.Scheduling;

/// <summary>
/// Shares places: work of a higher priority first; between equal priorities the experiment that holds the fewest places; and each piece of work
/// goes to the silo with the largest share of free places that fits it.
/// </summary>
/// <remarks>
/// Nothing is taken from who has it: work that holds a place keeps it to its end. An experiment that wants something that no silo has now does
/// not keep others from what they want.
/// </remarks>
internal static class FairShare
{
    /// <summary>Who gets what, given what is held.</summary>
    /// <param name="silos">Silos that take work.</param>
    /// <param name="experiments">All experiments with what they hold and want.</param>
    /// <returns>New places by experiment; experiments that get none are left out.</returns>
    public static ImmutableDictionary<string, ImmutableArray<WorkPlace>> Allot(IReadOnlyCollection<SiloPlaces> silos, IReadOnlyCollection<ExperimentNeeds> experiments)
    {
        var books = silos.ToDictionary(silo => silo.Address, silo => new Books(silo));
        foreach (var place in experiments.SelectMany(experiment => experiment.Held))
        {
            if (books.TryGetValue(place.Silo, out var silo))
            {
                silo.Take(place.Need);
            }
        }

        var shares = experiments.Select(needs => new Share(needs)).OrderBy(share => share.Name, StringComparer.Ordinal).ToList();
        while (shares.Where(share => share.Waiting.Count > 0).OrderByDescending(share => share.Priority).ThenBy(share => share.Held).FirstOrDefault() is { } next)
        {
            var demand = next.Waiting.Dequeue();
            var best = books.Values.Where(silo => silo.HasRoom(demand.Need)).OrderByDescending(silo => silo.FreeShare).ThenBy(silo => silo.Places.Address).FirstOrDefault();
            if (best is not null)
            {
                best.Take(demand.Need);
                next.Give(new WorkPlace(demand.Key, best.Places.Address, demand.Need));
            }
        }

        return shares.Where(share => share.Given.Count > 0).ToImmutableDictionary(share => share.Name, share => share.Given.ToImmutableArray());
    }

    private sealed class Share(ExperimentNeeds needs)
    {
        public string Name => needs.Experiment;

        public int Priority => needs.Priority;

        public int Held { get; private set; } = needs.Held.Length;

        public Queue<WorkDemand> Waiting { get; } = new(needs.Waiting);

        public List<WorkPlace> Given { get; } = [];

        public void Give(WorkPlace place)
        {
            Given.Add(place);
            Held++;
        }
    }

    private sealed class Books(SiloPlaces places)
    {
        private readonly Dictionary<string, int> _devices = [];
        private int _taken;

        public SiloPlaces Places => places;

        public double FreeShare => (double)(places.Workers - _taken) / places.Workers;

        public bool HasRoom(WorkNeed need) => places.Fits(need) && _taken < places.Workers && _devices.GetValueOrDefault(need.Device) < places.Count(need.Device);

        public void Take(WorkNeed need)
        {
            _taken++;
            _devices[need.Device] = _devices.GetValueOrDefault(need.Device) + 1;
        }
    }
}
