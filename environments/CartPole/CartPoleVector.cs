using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ReAgent.Contracts.Randomness;
using ReAgent.Environments.Vector;

namespace ReAgent.Environments.CartPole;

/// <summary>
/// Many carts with poles, four at a time. The observations are the states, so a step reads and writes nothing else;
/// <c>bench/environments</c> compares it with a loop in C.
/// </summary>
internal sealed class CartPoleVector : VectorSimulation
{
    private readonly long[] _timeIsUp;
    private long _clock;

    public CartPoleVector(EnvironmentDescription description, int count)
        : base(description, count)
    {
        _timeIsUp = new long[count];
        Paid.Fill(1);
    }

    protected override void Begin(int copy, RandomStream random)
    {
        for (var quantity = 0; quantity < Description.ObservationSize; quantity++)
        {
            Observed(quantity)[copy] = CartPoleState.Draw(random);
        }

        _timeIsUp[copy] = _clock + Description.TimeLimit;
    }

    protected override void Advance(ReadOnlySpan<int> discrete, ReadOnlySpan<double> continuous)
    {
        _clock++;
        var actions = MemoryMarshal.Cast<int, Vector128<int>>(discrete);
        var positions = MemoryMarshal.Cast<double, Vector256<double>>(Observed(0));
        var velocities = MemoryMarshal.Cast<double, Vector256<double>>(Observed(1));
        var angles = MemoryMarshal.Cast<double, Vector256<double>>(Observed(2));
        var angularVelocities = MemoryMarshal.Cast<double, Vector256<double>>(Observed(3));
        var timesAreUp = MemoryMarshal.Cast<long, Vector256<long>>(_timeIsUp.AsSpan());
        var now = Vector256.Create(_clock);
        for (var block = 0; block < actions.Length; block++)
        {
            var pushesRight = Vector256.Equals(Vector256.WidenLower(actions[block].ToVector256Unsafe()), Vector256<long>.One).AsDouble();
            var moved = new CartPoleState(positions[block], velocities[block], angles[block], angularVelocities[block]).Move(pushesRight);
            positions[block] = moved.Position;
            velocities[block] = moved.Velocity;
            angles[block] = moved.Angle;
            angularVelocities[block] = moved.AngularVelocity;

            var fallen = moved.Fallen;
            var ended = (fallen.AsInt64() | Vector256.Equals(timesAreUp[block], now)).ExtractMostSignificantBits();
            if (ended != 0)
            {
                EndSome(block * CartPoleState.Lanes, ended, fallen.ExtractMostSignificantBits());
            }
        }

        for (var copy = actions.Length * CartPoleState.Lanes; copy < Count; copy++)
        {
            MoveOne(copy, discrete[copy]);
        }
    }

    private void MoveOne(int copy, int action)
    {
        var moved = CartPoleState.Of(Observed(0)[copy], Observed(1)[copy], Observed(2)[copy], Observed(3)[copy]).Move(action == 1);
        Observed(0)[copy] = moved.Position.ToScalar();
        Observed(1)[copy] = moved.Velocity.ToScalar();
        Observed(2)[copy] = moved.Angle.ToScalar();
        Observed(3)[copy] = moved.AngularVelocity.ToScalar();
        var fallen = moved.HasFallen;
        if (fallen || _timeIsUp[copy] == _clock)
        {
            End(copy, fallen);
        }
    }

    private void EndSome(int first, uint ended, uint fallen)
    {
        for (var lane = 0; lane < CartPoleState.Lanes; lane++)
        {
            if ((ended >> lane & 1) != 0)
            {
                End(first + lane, terminated: (fallen >> lane & 1) != 0);
            }
        }
    }
}
