using System.Runtime.Intrinsics;
using ReAgent.Environments.CartPole;
using Xunit;

namespace ReAgent.Environments.Tests.CartPole;

public sealed class SmallAngleTests
{
    /// <summary>
    /// One unit in the last place of a cosine near 1 is 1.1e-16, of a sine at most 2.8e-17. The C library may be off by as much, so two are allowed.
    /// </summary>
    [Fact]
    public void Sine_and_cosine_are_within_a_unit_in_the_last_place_up_to_12_degrees()
    {
        for (var i = -20_950; i <= 20_950; i++)
        {
            var angle = i * 1e-5;
            var (sin, cos) = SmallAngle.SinCos(Vector256.Create(angle));
            var (exactSin, exactCos) = Math.SinCos(angle);
            Assert.InRange(Math.Abs(sin.ToScalar() - exactSin), 0, 2 * Math.BitIncrement(Math.Abs(exactSin)) - (2 * Math.Abs(exactSin)));
            Assert.InRange(Math.Abs(cos.ToScalar() - exactCos), 0, 2.3e-16);
        }
    }
}
