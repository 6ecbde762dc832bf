namespace ReAgent.Evaluation.Returns;

/// <summary>Minimises xᵀAx over the simplex {x ≥ 0, Σx = 1} for a positive semidefinite A.</summary>
/// <remarks>
/// Wolfe, "Finding the Nearest Point in a Polytope", Mathematical Programming 1976, in terms of the Gram matrix: an active-set method
/// that moves from one set of points to the next and stops, after finitely many, at the exact minimum. Points that depend on others
/// never enter a set, so a singular A does no harm.
/// </remarks>
internal static class SimplexMinimum
{
    private const double Tolerance = 1e-13;

    /// <summary>[size] the minimiser; among several, the one that the method reaches first from the smallest diagonal entry.</summary>
    /// <param name="matrix">A, [size, size], symmetric and positive semidefinite.</param>
    /// <param name="size">Number of vertices of the simplex.</param>
    public static double[] Of(ReadOnlySpan<double> matrix, int size)
    {
        var scale = 0.0;
        var start = 0;
        for (var index = 0; index < size; index++)
        {
            scale = Math.Max(scale, Diagonal(matrix, size, index));
            start = Diagonal(matrix, size, index) < Diagonal(matrix, size, start) ? index : start;
        }

        var point = new double[size];
        point[start] = 1;
        List<int> support = [start];

        // Each round either adds a point that lowers the objective or ends; the bound only guards against cycling through rounding errors.
        for (var round = 0; round < 100 * size; round++)
        {
            var (entering, gain) = SteepestDescent(matrix, size, point);
            if (gain <= Tolerance * scale || support.Contains(entering))
            {
                break;
            }

            support.Add(entering);
            if (!MoveToMinimumOf(matrix, size, support, point, scale))
            {
                break;
            }
        }

        return point;
    }

    // The vertex towards which the objective falls most, and half its slope.
    private static (int Vertex, double Gain) SteepestDescent(ReadOnlySpan<double> matrix, int size, double[] point)
    {
        var (vertex, least, value) = (0, double.PositiveInfinity, 0.0);
        for (var row = 0; row < size; row++)
        {
            var gradient = 0.0;
            for (var column = 0; column < size; column++)
            {
                gradient += matrix[(row * size) + column] * point[column];
            }

            value += point[row] * gradient;
            if (gradient < least)
            {
                (vertex, least) = (row, gradient);
            }
        }

        return (vertex, value - least);
    }

    // Goes to the minimum over the affine hull of the support, dropping the vertices whose share falls to 0 on the way.
    private static bool MoveToMinimumOf(ReadOnlySpan<double> matrix, int size, List<int> support, double[] point, double scale)
    {
        while (true)
        {
            if (AffineMinimum(matrix, size, support, scale) is not { } target)
            {
                // To rounding, the entering vertex depends on the others: it cannot improve the point.
                return false;
            }

            var fraction = 1.0;
            var blocking = -1;
            for (var index = 0; index < support.Count; index++)
            {
                var (from, to) = (point[support[index]], target[index]);
                if (to <= 0 && (from == 0 ? 0 : from / (from - to)) is var reach && (reach < fraction || blocking < 0))
                {
                    (fraction, blocking) = (Math.Min(reach, 1), index);
                }
            }

            for (var index = 0; index < support.Count; index++)
            {
                point[support[index]] += fraction * (target[index] - point[support[index]]);
            }

            if (blocking < 0)
            {
                return true;
            }

            point[support[blocking]] = 0;
            support.RemoveAt(blocking);
        }
    }

    // Shares y with Σy = 1 that minimise yᵀA_SS y: proportional to the solution of (A_SS + s 11ᵀ) u = 1, whose matrix is positive
    // definite for independent points.
    private static double[]? AffineMinimum(ReadOnlySpan<double> matrix, int size, List<int> support, double scale)
    {
        var order = support.Count;
        var factor = new double[order * order];
        for (var row = 0; row < order; row++)
        {
            for (var column = 0; column <= row; column++)
            {
                var sum = matrix[(support[row] * size) + support[column]] + scale;
                for (var inner = 0; inner < column; inner++)
                {
                    sum -= factor[(row * order) + inner] * factor[(column * order) + inner];
                }

                if (row == column && sum <= Tolerance * scale)
                {
                    return null;
                }

                factor[(row * order) + column] = row == column ? Math.Sqrt(sum) : sum / factor[(column * order) + column];
            }
        }

        var solution = new double[order];
        for (var row = 0; row < order; row++)
        {
            var sum = 1.0;
            for (var column = 0; column < row; column++)
            {
                sum -= factor[(row * order) + column] * solution[column];
            }

            solution[row] = sum / factor[(row * order) + row];
        }

        for (var row = order - 1; row >= 0; row--)
        {
            var sum = solution[row];
            for (var below = row + 1; below < order; below++)
            {
                sum -= factor[(below * order) + row] * solution[below];
            }

            solution[row] = sum / factor[(row * order) + row];
        }

        var total = solution.Sum();
        return [.. solution.Select(share => share / total)];
    }

    private static double Diagonal(ReadOnlySpan<double> matrix, int size, int index) => matrix[(index * size) + index];
}
