namespace ReAgent.Bench.Timeline;

/// <summary>What to measure.</summary>
/// <param name="Log">File, folder or pattern of the log.</param>
/// <param name="Output">Folder that the timeline is written to; what it held before is deleted.</param>
/// <param name="Threads">Work items done at the same time.</param>
/// <param name="HasSketch">Sample the features for normalization, as a training job does.</param>
/// <param name="Repetitions">How often; the peak of memory is that of all of them, so 1 when it matters.</param>
/// <param name="MemoryMb">Memory of one work item.</param>
/// <param name="Shards">Number of hash ranges.</param>
/// <param name="ShowsPhases">Print the seconds of each phase.</param>
internal sealed record Arguments(string Log, string Output, int Threads, bool HasSketch, int Repetitions, int MemoryMb, int Shards, bool ShowsPhases)
{
    public const string Usage =
        "usage: ReAgent.Bench.Timeline LOG OUTPUT [--threads 1] [--sketch] [--repetitions 1] [--memory-mb 64] [--shards 4] [--phases]";

    /// <summary>Null when they make no sense.</summary>
    public static Arguments? Parse(string[] args)
    {
        if (args is not [var log, var output, .. var options] || log.StartsWith('-') || output.StartsWith('-'))
        {
            return null;
        }

        var arguments = new Arguments(log, Path.GetFullPath(output), 1, false, 1, 64, 4, false);
        for (var at = 0; at < options.Length; at++)
        {
            var number = at + 1 < options.Length && int.TryParse(options[at + 1], out var value) && value > 0 ? value : 0;
            var (next, numbers) = options[at] switch
            {
                "--sketch" => (arguments with { HasSketch = true }, 0),
                "--phases" => (arguments with { ShowsPhases = true }, 0),
                "--threads" when number > 0 => (arguments with { Threads = number }, 1),
                "--repetitions" when number > 0 => (arguments with { Repetitions = number }, 1),
                "--memory-mb" when number > 0 => (arguments with { MemoryMb = number }, 1),
                "--shards" when number > 0 => (arguments with { Shards = number }, 1),
                _ => (null, 0),
            };
            if (next is null)
            {
                return null;
            }

            (arguments, at) = (next, at + numbers);
        }

        return arguments;
    }
}
