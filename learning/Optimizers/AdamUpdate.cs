using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ReAgent.Learning.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ReAgent.Learning.Optimizers;

/// <summary>
/// A step of Adam or AdamW over flat parameters on the CPU in one pass through memory, instead of one per operation. It moves the tensor
/// library's own optimizer state, so checkpoints and restores do not know of it.
/// </summary>
/// <remarks>
/// m ← m + (1 − β₁)(g − m), v ← β₂ v + (1 − β₂) g², θ ← θ − lr · √(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε √(1 − β₂ᵗ)).
/// </remarks>
internal sealed class AdamUpdate
{
    private readonly FlatParameters _parameters;
    private readonly Func<long> _nextStep;
    private readonly Func<(Tensor Mean, Tensor Square)> _moments;
    private readonly (double First, double Second) _betas;
    private readonly double _eps;
    private readonly double _weightDecay;
    private readonly bool _decoupled;
    private readonly bool _maximize;

    private AdamUpdate(FlatParameters parameters, AdamOptions options, Adam.State state)
    {
        _parameters = parameters;
        _nextStep = () => ++state.step;
        _moments = () => (state.exp_avg, state.exp_avg_sq);
        (_betas, _eps, _weightDecay, _maximize) = (options.Betas, options.Eps, options.WeightDecay, options.Maximize);
    }

    private AdamUpdate(FlatParameters parameters, AdamWOptions options, AdamW.State state)
    {
        _parameters = parameters;
        _nextStep = () => ++state.step;
        _moments = () => (state.exp_avg, state.exp_avg_sq);
        (_betas, _eps, _weightDecay, _maximize) = (options.Betas, options.Eps, options.WeightDecay, options.Maximize);
        _decoupled = true;
    }

    /// <summary>The update for these options, or null where only the tensor library has it.</summary>
    public static AdamUpdate? For(FlatParameters parameters, OptimizerOptions options, OptimizerHelper optimizer) =>
        parameters.Values.device.type != DeviceType.CPU
            ? null
            : (options, optimizer.state_dict().State) switch
            {
                (AdamOptions { Amsgrad: false } adam, [Adam.State state]) => new(parameters, adam, state),
                (AdamWOptions { Amsgrad: false } adam, [AdamW.State state]) => new(parameters, adam, state),
                _ => null,
            };

    /// <summary>Moves the parameters against their gradient.</summary>
    public void Step(double learningRate)
    {
        var step = _nextStep();
        var (mean, square) = _moments();
        var correction = Math.Sqrt(1 - Math.Pow(_betas.Second, step));
        var rule = new Rule(
            Vector256.Create((float)(1 - _betas.First)),
            Vector256.Create((float)_betas.Second),
            Vector256.Create((float)(1 - _betas.Second)),
            Vector256.Create((float)(_eps * correction)),
            Vector256.Create((float)(learningRate * correction / (1 - Math.Pow(_betas.First, step)))),
            Vector256.Create((float)(_decoupled ? 1 - (learningRate * _weightDecay) : 1)),
            Vector256.Create((float)(_decoupled ? 0 : _weightDecay)),
            Vector256.Create(_maximize ? -1f : 1f));

        ref var value = ref Start(_parameters.Values);
        ref var gradient = ref Start(_parameters.Gradient!);
        ref var m = ref Start(mean);
        ref var v = ref Start(square);
        var count = (nuint)_parameters.Count;
        nuint i = 0;
        for (; i + (nuint)Vector256<float>.Count <= count; i += (nuint)Vector256<float>.Count)
        {
            var (newValue, newMean, newSquare) = rule.Apply(
                Vector256.LoadUnsafe(ref value, i), Vector256.LoadUnsafe(ref gradient, i), Vector256.LoadUnsafe(ref m, i), Vector256.LoadUnsafe(ref v, i));
            newValue.StoreUnsafe(ref value, i);
            newMean.StoreUnsafe(ref m, i);
            newSquare.StoreUnsafe(ref v, i);
        }

        // The rest by the same operations, so that no parameter's arithmetic depends on its place.
        var values = Floats(_parameters.Values);
        var gradients = Floats(_parameters.Gradient!);
        var means = Floats(mean);
        var squares = Floats(square);
        for (var rest = (int)i; rest < values.Length; rest++)
        {
            var (newValue, newMean, newSquare) = rule.Apply(
                Vector256.Create(values[rest]),
                Vector256.Create(gradients[rest]),
                Vector256.Create(means[rest]),
                Vector256.Create(squares[rest]));
            (values[rest], means[rest], squares[rest]) = (newValue[0], newMean[0], newSquare[0]);
        }
    }

    private static Span<float> Floats(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);

    private static ref float Start(Tensor tensor) => ref MemoryMarshal.GetReference(Floats(tensor));

    private readonly record struct Rule(
        Vector256<float> MeanShare,
        Vector256<float> SquareDecay,
        Vector256<float> SquareShare,
        Vector256<float> Eps,
        Vector256<float> Rate,
        Vector256<float> Shrinkage,
        Vector256<float> Pull,
        Vector256<float> Direction)
    {
        public (Vector256<float> Value, Vector256<float> Mean, Vector256<float> Square) Apply(
            Vector256<float> value, Vector256<float> gradient, Vector256<float> mean, Vector256<float> square)
        {
            gradient = (gradient * Direction) + (value * Pull);
            mean += MeanShare * (gradient - mean);
            square = (square * SquareDecay) + (SquareShare * gradient * gradient);
            return ((value * Shrinkage) - (Rate * mean / (Vector256.Sqrt(square) + Eps)), mean, square);
        }
    }
}
