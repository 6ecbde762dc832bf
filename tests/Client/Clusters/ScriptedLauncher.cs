using ReAgent.Client.Clusters.Local;

namespace ReAgent.Client.Tests.Clusters;

/// <summary>Starts silos that end as it is written, and then live until they are stopped.</summary>
internal sealed class ScriptedLauncher : ISiloLauncher
{
    private readonly Lock _gate = new();

    /// <summary>Exit codes of the first silos that are started, in order.</summary>
    public int[] Ends { get; init; } = [];

    /// <summary>Names, in the order of starting.</summary>
    public List<string> Started { get; } = [];

    public ISiloProcess Start(ClusterPlan cluster, SiloPlan silo)
    {
        lock (_gate)
        {
            var process = new ScriptedProcess(Started.Count);
            if (Started.Count < Ends.Length)
            {
                process.End(Ends[Started.Count]);
            }

            Started.Add(silo.Name);
            return process;
        }
    }

    public bool IsUp(SiloPlan silo) => true;

    private sealed class ScriptedProcess(int id) : ISiloProcess
    {
        private readonly TaskCompletionSource<int> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Id => id;

        public Task<int> Ended => _ended.Task;

        public void Stop() => End(0);

        public void End(int code) => _ended.TrySetResult(code);
    }
}
