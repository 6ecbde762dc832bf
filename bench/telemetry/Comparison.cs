using System.Diagnostics;

namespace ReAgent.Bench.Telemetry;

/// <summary>
/// Measures an operation bare, instrumented with nobody who listens, and heard, round by round one after the other, so that whatever else the machine
/// does hits all three alike. What is compared are the differences and ratios within a round; the medians of all rounds are told.
/// </summary>
/// <param name="rounds">Rounds that count; half as many before them do not, while the code is being compiled.</param>
/// <param name="ears">Who listens.</param>
internal sealed class Comparison(int rounds, Ears ears)
{
    /// <summary>Compares the three.</summary>
    public Compared Of(Operation operation)
    {
        var taken = new List<(Measurement Bare, Measurement Silent, Measurement Heard)>();
        for (var round = -rounds / 2; round < rounds; round++)
        {
            // Whoever comes first finds other caches than whoever comes last.
            var (bare, silent) = (default(Measurement), default(Measurement));
            if (round % 2 == 0)
            {
                bare = Measure(operation, operation.Bare);
                silent = Measure(operation, operation.Instrumented);
            }
            else
            {
                silent = Measure(operation, operation.Instrumented);
                bare = Measure(operation, operation.Bare);
            }

            var before = ears.Heard;
            ears.Open();
            var heard = Measure(operation, operation.Instrumented);
            ears.Close();
            if (ears.Heard - before < operation.Size * operation.Repeats)
            {
                throw new InvalidOperationException($"'{operation.Name}' tells less than it should: {ears.Heard - before} of {operation.Size * operation.Repeats}.");
            }

            if (round >= 0)
            {
                taken.Add((bare, silent, heard));
            }
        }

        return new Compared(
            operation.Name,
            new(Median(taken, round => round.Bare.Nanoseconds), Median(taken, round => round.Bare.Bytes)),
            new(Median(taken, round => round.Silent.Nanoseconds - round.Bare.Nanoseconds), Median(taken, round => round.Silent.Bytes - round.Bare.Bytes)),
            new(Median(taken, round => round.Heard.Nanoseconds - round.Bare.Nanoseconds), Median(taken, round => round.Heard.Bytes - round.Bare.Bytes)),
            Median(taken, round => round.Silent.Nanoseconds / round.Bare.Nanoseconds),
            Median(taken, round => round.Heard.Nanoseconds / round.Bare.Nanoseconds));
    }

    /// <summary>The middle one of some values.</summary>
    public static double Median<T>(IReadOnlyList<T> taken, Func<T, double> value)
    {
        double[] sorted = [.. taken.Select(value).Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static Measurement Measure(Operation operation, Action action)
    {
        // All threads' bytes: a grain call is made on several.
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var began = Stopwatch.GetTimestamp();
        for (var repeat = 0; repeat < operation.Repeats; repeat++)
        {
            action();
        }

        var elapsed = Stopwatch.GetElapsedTime(began);
        var times = (double)operation.Size * operation.Repeats;
        return new(elapsed.TotalNanoseconds / times, (GC.GetTotalAllocatedBytes(precise: true) - bytes) / times);
    }
}

/// <summary>What one operation takes.</summary>
/// <param name="Nanoseconds">Time.</param>
/// <param name="Bytes">Bytes allocated.</param>
internal readonly record struct Measurement(double Nanoseconds, double Bytes);

/// <summary>What telling takes.</summary>
/// <param name="Name">What is told of.</param>
/// <param name="Bare">What the operation takes without.</param>
/// <param name="Silent">What it takes more where nobody listens.</param>
/// <param name="Heard">What it takes more where somebody listens.</param>
/// <param name="SilentRatio">Time where nobody listens, over time without.</param>
/// <param name="HeardRatio">Time where somebody listens, over time without.</param>
internal sealed record Compared(string Name, Measurement Bare, Measurement Silent, Measurement Heard, double SilentRatio, double HeardRatio);
