using System.Runtime.Intrinsics;
using ReAgent.Environments.Actions;
using ReAgent.Environments.Catalog;
using ReAgent.Environments.Vector;

namespace ReAgent.Environments.CartPole;

/// <summary>
/// Keep a pole upright on a cart that is pushed left (action 0) or right (action 1) with 10 N. Reward 1 for every step, the last
/// included; the episode terminates when the cart leaves ±2.4 m or the pole leans more than 12°.
/// </summary>
/// <remarks>
/// Dynamics of Barto, Sutton and Anderson, "Neuronlike adaptive elements that can solve difficult learning control problems" (1983),
/// without friction, with the constants and the explicit Euler step of Gym's CartPole-v0 and -v1, which differ in their time limit alone.
/// </remarks>
[Environment("CartPole-v0", timeLimit: 200)]
[Environment("CartPole-v1", timeLimit: 500)]
public sealed class CartPoleEnvironment(string name, int timeLimit)
    : Simulation(new EnvironmentDescription(name, CartPoleState.Quantities, new DiscreteActions(["0", "1"]), timeLimit)), IVectorizable
{
    private CartPoleState _state;

    public IVectorEnvironment Vectorize(int count) => new CartPoleVector(Description, count);

    protected override void Begin(Span<double> observation)
    {
        _state = CartPoleState.Of(
            CartPoleState.Draw(Random), CartPoleState.Draw(Random), CartPoleState.Draw(Random), CartPoleState.Draw(Random));
        Observe(observation);
    }

    protected override (double Reward, bool Terminated) Advance(EnvironmentAction action, Span<double> next)
    {
        _state = _state.Move(pushesRight: action.Index == 1);
        Observe(next);
        return (1, _state.HasFallen);
    }

    private void Observe(Span<double> observation)
    {
        observation[0] = _state.Position.ToScalar();
        observation[1] = _state.Velocity.ToScalar();
        observation[2] = _state.Angle.ToScalar();
        observation[3] = _state.AngularVelocity.ToScalar();
    }
}
