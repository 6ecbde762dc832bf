using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ReAgent.Bench.PyTorch;

/// <summary>The most that one core can compute: multiplications and additions among registers.</summary>
internal static class Peak
{
    private const int Chains = 10;

    /// <summary>Operations of float32 per second, the best of some attempts; a fused multiplication and addition counts as two.</summary>
    internal static double Measure()
    {
        double best = 0;
        for (int attempt = 0; attempt < 20; attempt++)
        {
            const int Repetitions = 1_000_000;
            long start = Stopwatch.GetTimestamp();
            Vector256<float> sum = Chain(Repetitions, Vector256.Create(0.5f), Vector256.Create(0.25f));
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (float.IsNaN(sum[0]))
            {
                throw new InvalidOperationException("Sums of numbers are numbers.");
            }
            best = Math.Max(best, (double)Repetitions * Chains * Vector256<float>.Count * 2 / seconds);
        }
        return best;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static Vector256<float> Chain(int repetitions, Vector256<float> x, Vector256<float> y)
    {
        // A multiplication takes 4 cycles and two begin in each, so at least 8 sums are needed to keep a core busy.
        Vector256<float> s0 = x, s1 = x, s2 = x, s3 = x, s4 = x, s5 = x, s6 = x, s7 = x, s8 = x, s9 = x;
        for (; repetitions > 0; repetitions--)
        {
            s0 = Vector256.MultiplyAddEstimate(x, y, s0);
            s1 = Vector256.MultiplyAddEstimate(x, y, s1);
            s2 = Vector256.MultiplyAddEstimate(x, y, s2);
            s3 = Vector256.MultiplyAddEstimate(x, y, s3);
            s4 = Vector256.MultiplyAddEstimate(x, y, s4);
            s5 = Vector256.MultiplyAddEstimate(x, y, s5);
            s6 = Vector256.MultiplyAddEstimate(x, y, s6);
            s7 = Vector256.MultiplyAddEstimate(x, y, s7);
            s8 = Vector256.MultiplyAddEstimate(x, y, s8);
            s9 = Vector256.MultiplyAddEstimate(x, y, s9);
        }
        return s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9;
    }
}
