using ReAgent.Bench.Telemetry;

// What telling of the work costs where nobody listens, and where somebody does; see README.md. Usage: ReAgent.Bench.Telemetry [ROUNDS [ROWS]]
var rounds = args.Length > 0 ? int.Parse(args[0]) : 40;
var rows = args.Length > 1 ? int.Parse(args[1]) : 200_000;
using var ears = new Ears();
var comparison = new Comparison(rounds, ears);

Console.WriteLine("per operation                        bare ns | nobody listens: more ns  more bytes  ratio | heard: more ns  more bytes  ratio");
var calls = new Instruments(ears).All().Select(Say).ToList();
await Calls();
var step = Steps();

// Single calls are within the noise of a few nanoseconds; the largest difference bounds them all.
var dearest = calls.Max(call => call.Silent.Nanoseconds);
Console.WriteLine($"told to nobody, a training step takes at most {dearest:F1} ns more, {dearest / step.Bare.Nanoseconds * 1e6:F1} millionths of its {step.Bare.Nanoseconds:N0}");

using var timeline = new TimelineRows(ears);
await timeline.Write(rows);
var (silent, ratio, heard) = await timeline.Compare(rounds);
Console.WriteLine($"a row of a timeline, scanned, sorted, paired, sampled and written: {silent:N0} ns where nobody listens; heard, {ratio:F3} times that");
Console.WriteLine(
    $"{heard:F2} spans and measurements per thousand rows: told to nobody, at most {dearest:F1} ns each, {heard * dearest / 1000 / silent * 1e6:F1} millionths of the time");

Compared Say(Operation operation)
{
    var compared = comparison.Of(operation);
    var (name, bare, more, told, silentRatio, heardRatio) = compared;
    Console.WriteLine(
        $"{name,-34} {bare.Nanoseconds,9:N0} | {more.Nanoseconds,23:F1} {more.Bytes,11:F1} {silentRatio,6:F3} | {told.Nanoseconds,14:F1} {told.Bytes,11:F1} {heardRatio,6:F3}");
    return compared;
}

async Task<Compared> Calls()
{
    await using var silos = await GrainCalls.Start();
    return Say(silos.Operation());
}

Compared Steps()
{
    using var steps = new TrainingSteps();
    return Say(steps.Operation());
}
