namespace ReAgent.Evaluation.Reports.Charts;

/// <summary>One drawn point of a curve.</summary>
/// <param name="Step">Where it is.</param>
/// <param name="Value">The value, or the mean of the values that it stands for.</param>
/// <param name="Low">Lower end of its interval, or the lowest value that it stands for.</param>
/// <param name="High">Upper end of its interval, or the highest value that it stands for.</param>
public readonly record struct EnvelopePoint(double Step, double Value, double Low, double High);

/// <summary>
/// A curve with no more points than a chart can show. Where it has more, each drawn point stands for a run of consecutive ones: their mean,
/// with their range around it, so that no peak is lost.
/// </summary>
/// <param name="Pieces">Unbroken pieces; a curve breaks where its values are not finite.</param>
/// <param name="RunLength">How many points each drawn point stands for; 1 when all are drawn.</param>
/// <param name="NotFinite">Values that are not finite.</param>
/// <param name="FirstNotFinite">Step of the first of them.</param>
public sealed record CurveEnvelope(IReadOnlyList<IReadOnlyList<EnvelopePoint>> Pieces, int RunLength, int NotFinite, long? FirstNotFinite)
{
    /// <summary>Thins a curve to at most so many points.</summary>
    public static CurveEnvelope Of(IReadOnlyList<CurvePoint> points, int most = 300)
    {
        var runLength = Math.Max(1, (points.Count + most - 1) / most);
        List<List<EnvelopePoint>> pieces = [];
        List<EnvelopePoint>? piece = null;
        foreach (var run in points.Chunk(runLength))
        {
            CurvePoint[] finite = [.. run.Where(point => double.IsFinite(point.Value))];
            if (finite.Length == 0)
            {
                piece = null;
                continue;
            }

            if (piece is null)
            {
                pieces.Add(piece = []);
            }

            piece.Add(Drawn(finite));
        }

        var notFinite = points.Where(point => !double.IsFinite(point.Value)).ToList();
        return new(pieces, runLength, notFinite.Count, notFinite.Count > 0 ? notFinite[0].Step : null);
    }

    private static EnvelopePoint Drawn(CurvePoint[] run) => new(
        run.Average(point => (double)point.Step),
        run.Sum(point => point.Value / run.Length),
        run.Min(point => Finite(point.Low) ?? point.Value),
        run.Max(point => Finite(point.High) ?? point.Value));

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
