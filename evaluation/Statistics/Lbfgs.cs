namespace ReAgent.Evaluation.Statistics;

/// <summary>Minimizes smooth convex functions.</summary>
/// <remarks>Nocedal and Wright, "Numerical Optimization", 2nd edition, algorithm 7.5, with a line search that halves the step.</remarks>
internal static class Lbfgs
{
    private const int Memory = 10;

    /// <param name="valueAndGradient">Writes the gradient at a point and returns the value there.</param>
    /// <param name="point">Where to begin; the minimum afterwards.</param>
    /// <param name="iterations">Most iterations.</param>
    /// <param name="tolerance">It ends where no part of the gradient is larger.</param>
    public static void Minimize(Func<double[], double[], double> valueAndGradient, double[] point, int iterations, double tolerance)
    {
        var gradient = new double[point.Length];
        var value = valueAndGradient(point, gradient);
        List<(double[] Step, double[] Change, double Curvature)> memory = [];
        for (var iteration = 0; iteration < iterations && gradient.Max(Math.Abs) > tolerance; iteration++)
        {
            var direction = Direction(gradient, memory);
            var slope = Dot(direction, gradient);
            var length = iteration == 0 ? Math.Min(1, 1 / gradient.Sum(Math.Abs)) : 1;
            double[] next = new double[point.Length], nextGradient = new double[point.Length];
            double nextValue;
            for (; ; length /= 2)
            {
                for (var index = 0; index < point.Length; index++)
                {
                    next[index] = point[index] + (length * direction[index]);
                }

                nextValue = valueAndGradient(next, nextGradient);
                if (nextValue <= value + (1e-4 * length * slope) || length < 1e-12)
                {
                    break;
                }
            }

            if (nextValue >= value)
            {
                return;
            }

            double[] step = [.. next.Zip(point, (after, before) => after - before)];
            double[] change = [.. nextGradient.Zip(gradient, (after, before) => after - before)];
            if (Dot(step, change) is > 1e-14 and var curvature)
            {
                memory.Add((step, change, curvature));
                if (memory.Count > Memory)
                {
                    memory.RemoveAt(0);
                }
            }

            next.CopyTo(point, 0);
            (gradient, value) = (nextGradient, nextValue);
        }
    }

    private static double[] Direction(double[] gradient, List<(double[] Step, double[] Change, double Curvature)> memory)
    {
        double[] direction = [.. gradient.Select(part => -part)];
        var shares = new double[memory.Count];
        for (var index = memory.Count - 1; index >= 0; index--)
        {
            var (step, change, curvature) = memory[index];
            shares[index] = Dot(step, direction) / curvature;
            Add(direction, change, -shares[index]);
        }

        if (memory.Count > 0)
        {
            var (_, change, curvature) = memory[^1];
            var scale = curvature / Dot(change, change);
            for (var index = 0; index < direction.Length; index++)
            {
                direction[index] *= scale;
            }
        }

        for (var index = 0; index < memory.Count; index++)
        {
            var (step, change, curvature) = memory[index];
            Add(direction, step, shares[index] - (Dot(change, direction) / curvature));
        }

        return direction;
    }

    private static void Add(double[] to, double[] what, double factor)
    {
        for (var index = 0; index < to.Length; index++)
        {
            to[index] += factor * what[index];
        }
    }

    private static double Dot(double[] first, double[] second)
    {
        var sum = 0.0;
        for (var index = 0; index < first.Length; index++)
        {
            sum += first[index] * second[index];
        }

        return sum;
    }
}
