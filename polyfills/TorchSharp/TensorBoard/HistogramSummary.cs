using System;
using System.Collections.Generic;
using System.Linq;
using static TorchSharp.torch;

namespace TorchSharp.TensorBoard;

/// <summary>tensorflow.HistogramProto: moments, and counts in buckets that grow by a tenth from 1e-12 to 1e20 on both sides of
/// zero.</summary>
internal static class HistogramSummary
{
    private static readonly double[] limits = Limits();

    internal static ProtobufWriter Of(Tensor values)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor all = values.detach().cpu().to_type(ScalarType.Float64).reshape(-1);
        if (all.NumberOfElements == 0)
        {
            throw new ArgumentException("A histogram needs at least one element.", nameof(values));
        }
        double[] elements = all.data<double>().ToArray();
        var counts = new double[limits.Length + 1];
        foreach (double element in elements)
        {
            int place = Array.BinarySearch(limits, element);
            counts[place < 0 ? ~place : place + 1]++;
        }
        // Only the buckets that hold something, and the empty one before them, which gives them their lower limit.
        int first = Math.Max(0, Array.FindIndex(counts, count => count > 0) - 1);
        int last = Math.Min(limits.Length - 1, Array.FindLastIndex(counts, count => count > 0));
        counts[last] += counts[(last + 1)..].Sum();
        return new ProtobufWriter()
            .Double(1, elements.Min())
            .Double(2, elements.Max())
            .Double(3, elements.Length)
            .Double(4, elements.Sum())
            .Double(5, elements.Sum(element => element * element))
            .Doubles(6, limits.AsSpan(first, last - first + 1))
            .Doubles(7, counts.AsSpan(first, last - first + 1));
    }

    private static double[] Limits()
    {
        var positive = new List<double>();
        for (double limit = 1e-12; limit < 1e20; limit *= 1.1)
        {
            positive.Add(limit);
        }
        return [.. positive.AsEnumerable().Reverse().Select(limit => -limit), 0, .. positive];
    }
}
