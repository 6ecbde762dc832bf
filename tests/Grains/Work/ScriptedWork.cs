using ReAgent.Contracts.Scheduling;
using ReAgent.Contracts.Work;
using ReAgent.Grains.Work;

namespace ReAgent.Grains.Tests.Work;

/// <summary>Work that does what a test says and counts how often it was asked to.</summary>
internal sealed class ScriptedWork(Func<WorkContext, Task<WorkManifest>> perform, string kind = "scripted/1", string device = SiloTraits.Cpu) : IWork
{
    private int _attempts;

    public string Kind => kind;

    public string Unit => "rows";

    public int Attempts => _attempts;

    public static WorkItem Item(string options = "{}") => new("scripted/1", 0, 1, 1, options, [], "outputs/x");

    /// <summary>Work that writes one small file.</summary>
    public static ScriptedWork Writing() => new(context => Task.FromResult(Write(context)));

    public static WorkManifest Write(WorkContext context)
    {
        var output = context.Store.Stage(context.Item);
        output.Write("parts/a.txt", "hello"u8, rows: 1);
        return context.Publish(output, new { count = 1 });
    }

    public WorkNeed Need(WorkItem item) => new(SiloTraits.DataRole, device);

    public Task<WorkManifest> Perform(WorkContext context)
    {
        Interlocked.Increment(ref _attempts);
        return perform(context);
    }
}
