using System.Runtime.CompilerServices;
using ReAgent.Contracts.Work;
using ReAgent.Data.Telemetry;
using ReAgent.Grains.Telemetry;
using ReAgent.Grains.Work;
using ReAgent.Learning.Telemetry;

namespace ReAgent.Bench.Telemetry;

/// <summary>What the product's hot paths call, one by one, around so little work that the calls can be seen beside it.</summary>
internal sealed class Instruments(Ears ears)
{
    private const int Size = 1000;
    private const int Repeats = 50;

    private readonly WorkItem _item = new(
        "timeline-scan/1", 3, 8, 1, "{\"options\":true}", [new FileReference("log/part-00000.parquet", 1000, 100_000, new string('a', 64))], "outputs/bench");

    private ulong _work = 1;

    /// <summary>All of them.</summary>
    public IEnumerable<Operation> All() =>
    [
        Of("training step: count, time", this, static self =>
        {
            var began = TrainingTelemetry.BeginStep();
            self.Work();
            TrainingTelemetry.EndStep(began);
        }),
        Of("epoch or checkpoint: span", this, static self =>
        {
            using var span = TrainingTelemetry.Epoch(7);
            self.Work();
        }),
        Of("phase of a bucket of rows: span", this, static self =>
        {
            using var span = TimelineTelemetry.Phase("pair", 1000);
            self.Work();
        }),
        Of("block of a scratch file: bytes", this, static self =>
        {
            self.Work();
            TimelineTelemetry.Spill(4096);
        }),
        Of("progress of work: rows", this, static self =>
        {
            self.Work();
            WorkTelemetry.Progressed(self._item, "rows", 1000);
        }),
        Of("try of work: span, scope of logs", this, static self =>
        {
            var caller = TraceContext.Received();
            using var scope = WorkTelemetry.Scope(self.Logger, self._item);
            using var span = WorkTelemetry.Try(self._item, caller);
            self.Work();
            WorkTelemetry.End(span, Done);
        }),
        Of("log record", this, static self =>
        {
            self.Work();
            WorkLog.Abandoned(self.Logger, self._item.Kind, self._item.Index);
        }),
    ];

    private static WorkStatus Done { get; } = new(WorkState.Done, WorkProgress.None("rows"));

    private Ears Logger { get; } = ears;

    // The lambda is called in both loops, so that what differs is what it does.
    private static Operation Of(string name, Instruments self, Action<Instruments> told)
    {
        Action<Instruments> bare = static self => self.Work();
        return new(name, Size, Repeats, () => Loop(self, bare), () => Loop(self, told));
    }

    private static void Loop(Instruments self, Action<Instruments> once)
    {
        for (var time = 0; time < Size; time++)
        {
            once(self);
        }
    }

    // A few nanoseconds that no compiler takes away.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Work()
    {
        for (var step = 0; step < 8; step++)
        {
            _work = (_work * 6364136223846793005) + 1442695040888963407;
        }
    }
}
