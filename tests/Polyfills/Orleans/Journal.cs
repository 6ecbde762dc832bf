using System.Collections.Concurrent;

namespace ReAgent.Polyfills.Orleans.Tests;

/// <summary>What grains report to their test, and gates at which they wait for it.</summary>
public sealed class Journal
{
    private readonly Lock gate = new();
    private readonly List<string> entries = [];
    private readonly List<(Func<IReadOnlyList<string>, bool> Condition, TaskCompletionSource Done)> waits = [];
    private readonly ConcurrentDictionary<string, TaskCompletionSource> gates = new();

    public IReadOnlyList<string> Entries
    {
        get
        {
            lock (gate)
            {
                return [.. entries];
            }
        }
    }

    public void Write(string entry)
    {
        lock (gate)
        {
            entries.Add(entry);
            foreach (var (_, done) in waits.Where(wait => wait.Condition(entries)))
            {
                done.TrySetResult();
            }
        }
    }

    /// <summary>Waits until an entry has been written so often.</summary>
    public Task Has(string entry, int times = 1) => Until(all => all.Count(one => one == entry) >= times);

    /// <summary>Waits until a condition on the entries holds.</summary>
    public Task Until(Func<IReadOnlyList<string>, bool> condition)
    {
        lock (gate)
        {
            if (condition(entries))
            {
                return Task.CompletedTask;
            }

            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waits.Add((condition, done));
            return done.Task.Soon();
        }
    }

    /// <summary>Waits until the test opens a gate.</summary>
    public Task Pass(string name) => Gate(name).Task;

    /// <summary>Opens a gate for good.</summary>
    public void Open(string name) => Gate(name).TrySetResult();

    private TaskCompletionSource Gate(string name) =>
        gates.GetOrAdd(name, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
