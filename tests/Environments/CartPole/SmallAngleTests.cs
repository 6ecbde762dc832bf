using System.Runtime.Intrinsics;
using ReAgent.Environments.CartPole;
using Xunit;

namespace ReAgent.Environments.Tests.CartPole;

public sealed class SmallAngleTests
{
    /// <summary>
    /// One unit in the last place of a cosine just below 1 is 1.1e-16, and both these series and the C library may be off by one.
    /// </summary>
    [Fact]
    public void Sine_and_cosine_are_the_C_librarys_up_to_the_last_place_or_two()
    {
        for (var i = -20_950; i <= 20_950; i++)
        {
            var angle = i * 1e-5;
            var (sin, cos) = SmallAngle.SinCos(Vector256.Create(angle));
            var (exactSin, exactCos) = Math.SinCos(angle);
            Assert.InRange(Math.Abs(sin.ToScalar() - exactSin), 0, 2 * UnitInTheLastPlace(exactSin));
            Assert.InRange(Math.Abs(cos.ToScalar() - exactCos), 0, 2 * UnitInTheLastPlace(exactCos));
        }
    }

    private static double UnitInTheLastPlace(double value) => Math.BitIncrement(Math.Abs(value)) - Math.Abs(value);
}
