// One timeline job on files of a log, as the grains do it but in one process; see README.md. Prints one line of JSON for each repetition.
using System.Text.Json;
using ReAgent.Bench.Timeline;

if (Arguments.Parse(args) is not { } arguments)
{
    Console.Error.WriteLine(Arguments.Usage);
    return 2;
}

for (var repetition = 0; repetition < arguments.Repetitions; repetition++)
{
    if (Directory.Exists(arguments.Output))
    {
        Directory.Delete(arguments.Output, recursive: true);
    }

    var phases = new Phases();
    var (allocated, collections) = (GC.GetTotalAllocatedBytes(), GC.CollectionCount(0));
    var result = await new TimelineJob(arguments, phases).Run();
    Console.WriteLine(JsonSerializer.Serialize(new
    {
        seconds = Math.Round(result.Seconds, 3),
        rows = result.Rows,
        rowsPerSecond = Math.Round(result.Rows / result.Seconds),
        peakMb = Math.Round(ProcessMemory.PeakMegabytes()),
        scratchBytes = result.ScratchBytes,
        bytes = result.Bytes,
        cpuSeconds = Math.Round(result.CpuSeconds, 3),
        allocatedMb = (GC.GetTotalAllocatedBytes() - allocated) >> 20,
        collections = GC.CollectionCount(0) - collections,
        phases = arguments.ShowsPhases ? phases.Seconds : null,
    }));
}

return 0;
