using System.Diagnostics;
using System.Globalization;
using ReAgent.Bench.Environments;

// Steps per second on one thread, in millions, by the wall clock and by the processor's. usage: VARIANT NAME COPIES STEPS
// vector: what the catalog gives for many copies; single: separate environments, one after the other.
if (args is not [("vector" or "single") and var variant, var name, var copiesText, var stepsText])
{
    Console.Error.WriteLine("usage: (vector | single) NAME COPIES STEPS");
    return 2;
}

var (copies, steps) = (int.Parse(copiesText, CultureInfo.InvariantCulture), int.Parse(stepsText, CultureInfo.InvariantCulture));
IPlayed played = variant == "vector" ? new PlayedTogether(name, copies) : new PlayedOneByOne(name, copies);

// The runtime compiles what is hot a second time, in the background.
for (var warm = Stopwatch.StartNew(); warm.Elapsed < TimeSpan.FromSeconds(1);)
{
    played.Play(100);
}

var watch = Stopwatch.StartNew();
var processor = Environment.CpuUsage.TotalTime;
var episodes = played.Play(steps);
var (wall, cpu) = (watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
var all = (double)copies * steps;
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture, $"{name}, {variant}\t{copies}\t{all / wall / 1e6:F1}\t{all / cpu / 1e6:F1}\t{all / episodes:F2}"));
return 0;
