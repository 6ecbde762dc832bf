using ReAgent.Evaluation.Reports;
using ReAgent.Evaluation.Reports.Charts;
using Xunit;

namespace ReAgent.Evaluation.Tests.Reports.Charts;

public sealed class CurveEnvelopeTests
{
    [Fact]
    public void A_short_curve_is_drawn_point_by_point_with_its_intervals()
    {
        var envelope = CurveEnvelope.Of([new(1, 2, 1, 3), new(2, 4)]);

        Assert.Equal([new(1, 2, 1, 3), new(2, 4, 4, 4)], Assert.Single(envelope.Pieces));
        Assert.Equal((1, 0, null), (envelope.RunLength, envelope.NotFinite, envelope.FirstNotFinite));
    }

    [Fact]
    public void A_long_curve_is_thinned_without_losing_a_peak()
    {
        var envelope = CurveEnvelope.Of([.. Enumerable.Range(0, 10_000).Select(step => new CurvePoint(step, step == 5_003 ? 1_000 : 0))],
            most: 100);

        var piece = Assert.Single(envelope.Pieces);
        Assert.Equal(100, piece.Count);
        Assert.Equal(100, envelope.RunLength);
        Assert.Equal(new(5_049.5, 10, 0, 1_000), piece[50]);
    }

    [Fact]
    public void A_curve_breaks_where_it_is_not_finite_and_says_how_often()
    {
        var envelope = CurveEnvelope.Of([new(1, 1), new(2, double.NaN), new(3, 3), new(4, 4), new(5, double.PositiveInfinity)]);

        Assert.Equal([1, 2], envelope.Pieces.Select(piece => piece.Count));
        Assert.Equal((2, 2L), (envelope.NotFinite, envelope.FirstNotFinite));
    }

    [Fact]
    public void A_run_with_some_finite_values_shows_those()
    {
        var envelope = CurveEnvelope.Of([new(1, 1), new(2, double.NaN), new(3, 3), new(4, 5)], most: 2);

        Assert.Equal([new(1, 1, 1, 1), new(3.5, 4, 3, 5)], Assert.Single(envelope.Pieces));
    }

    [Fact]
    public void The_mean_of_huge_values_does_not_overflow() =>
        Assert.Equal(1.7e308, CurveEnvelope.Of([new(1, 1.7e308), new(2, 1.7e308)], most: 1).Pieces[0][0].Value, 1e300);
}
