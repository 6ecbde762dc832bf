using System.Collections.Generic;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Adadelta (Zeiler 2012).</summary>
public class Adadelta : OptimizerHelper
{
    public Adadelta(
        IEnumerable<Parameter> parameters, double lr = 1.0, double rho = 0.9, double eps = 1e-6, double weight_decay = 0,
        bool maximize = false)
        : this([new ParamGroup(parameters, new Options())], lr, rho, eps, weight_decay, maximize)
    {
    }

    public Adadelta(
        IEnumerable<ParamGroup> parameters, double lr = 1.0, double rho = 0.9, double eps = 1e-6, double weight_decay = 0,
        bool maximize = false)
        : base(
            new Options
            {
                LearningRate = lr,
                InitialLearningRate = lr,
                rho = rho,
                eps = eps,
                weight_decay = weight_decay,
                maximize = maximize,
            })
    {
        Check(lr >= 0, nameof(lr), lr, "at least 0");
        Check(rho is >= 0 and < 1, nameof(rho), rho, "[0, 1)");
        Check(eps >= 0, nameof(eps), eps, "at least 0");
        Check(weight_decay >= 0, nameof(weight_decay), weight_decay, "at least 0");
        AddGroups(parameters);
    }

    private protected override OptimizerOptions NewOptions() => new Options();

    private protected override OptimizerState NewState(Parameter parameter, OptimizerOptions options) =>
        new State(parameter, (Options)options);

    private protected override void Apply(Parameter parameter, Tensor gradient, OptimizerOptions options, OptimizerState state) =>
        Apply(parameter, gradient, (Options)options, (State)state);

    private static void Apply(Parameter parameter, Tensor raw, Options options, State state)
    {
        Tensor gradient = Effective(raw, parameter, options.weight_decay!.Value, options.maximize!.Value);
        (double rho, double eps) = (options.rho!.Value, options.eps!.Value);
        state.square_avg.mul_(rho).addcmul_(gradient, gradient, 1 - rho);
        using Tensor deviation = state.square_avg.add(eps);
        using Tensor delta = state.acc_delta.add(eps);
        delta.sqrt_().div_(deviation.sqrt_()).mul_(gradient);
        state.acc_delta.mul_(rho).addcmul_(delta, delta, 1 - rho);
        parameter.add_(delta, -options.LearningRate!.Value);
        if (!ReferenceEquals(gradient, raw))
        {
            gradient.Dispose();
        }
    }

    public sealed class Options : OptimizerOptions
    {
        public double? rho;
        public double? eps;
        public double? weight_decay;
        public bool? maximize;
    }

    /// <summary>Parameters with options of their own; what is null follows the optimizer.</summary>
    public sealed class ParamGroup : ParamGroup<Options>
    {
        public ParamGroup()
        {
        }

        public ParamGroup(IEnumerable<Parameter> parameters, Options options)
            : base(parameters, options)
        {
        }

        public ParamGroup(
            IEnumerable<Parameter> parameters, double lr = 1.0, double rho = 0.9, double eps = 1e-6, double weight_decay = 0,
            bool maximize = false)
            : base(parameters, new Options { LearningRate = lr, rho = rho, eps = eps, weight_decay = weight_decay, maximize = maximize })
        {
        }
    }

    public sealed class State : OptimizerState
    {
        internal State(Parameter parameter, Options options)
        {
            tensors = [Zeros(parameter), Zeros(parameter)];
        }

        public Tensor square_avg => tensors[0]!;

        public Tensor acc_delta => tensors[1]!;
    }
}
