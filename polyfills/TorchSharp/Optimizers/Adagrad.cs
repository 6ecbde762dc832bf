using System.Collections.Generic;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Adagrad (Duchi et al. 2011).</summary>
public class Adagrad : OptimizerHelper
{
    public Adagrad(
        IEnumerable<Parameter> parameters, double lr = 1e-2, double lr_decay = 0, double weight_decay = 0,
        double initial_accumulator_value = 0, double eps = 1e-10)
        : this([new ParamGroup(parameters, new Options())], lr, lr_decay, weight_decay, initial_accumulator_value, eps)
    {
    }

    public Adagrad(
        IEnumerable<ParamGroup> parameters, double lr = 1e-2, double lr_decay = 0, double weight_decay = 0,
        double initial_accumulator_value = 0, double eps = 1e-10)
        : base(
            new Options
            {
                LearningRate = lr,
                InitialLearningRate = lr,
                lr_decay = lr_decay,
                weight_decay = weight_decay,
                initial_accumulator_value = initial_accumulator_value,
                eps = eps,
            })
    {
        Check(lr >= 0, nameof(lr), lr, "at least 0");
        Check(lr_decay >= 0, nameof(lr_decay), lr_decay, "at least 0");
        Check(weight_decay >= 0, nameof(weight_decay), weight_decay, "at least 0");
        Check(initial_accumulator_value >= 0, nameof(initial_accumulator_value), initial_accumulator_value, "at least 0");
        Check(eps >= 0, nameof(eps), eps, "at least 0");
        AddGroups(parameters);
    }

    private protected override OptimizerOptions NewOptions() => new Options();

    private protected override OptimizerState NewState(Parameter parameter, OptimizerOptions options) =>
        new State(parameter, (Options)options);

    private protected override void Apply(Parameter parameter, Tensor gradient, OptimizerOptions options, OptimizerState state) =>
        Apply(parameter, gradient, (Options)options, (State)state);

    private static void Apply(Parameter parameter, Tensor raw, Options options, State state)
    {
        Tensor gradient = Effective(raw, parameter, options.weight_decay!.Value, maximize: false);
        state.sum.addcmul_(gradient, gradient, 1);
        using Tensor deviation = state.sum.sqrt();
        deviation.add_(options.eps!.Value);
        double rate = options.LearningRate!.Value / (1 + ((state.step - 1) * options.lr_decay!.Value));
        parameter.addcdiv_(gradient, deviation, -rate);
        if (!ReferenceEquals(gradient, raw))
        {
            gradient.Dispose();
        }
    }

    public sealed class Options : OptimizerOptions
    {
        public double? lr_decay;
        public double? weight_decay;
        public double? initial_accumulator_value;
        public double? eps;
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
            IEnumerable<Parameter> parameters, double lr = 1e-2, double lr_decay = 0, double weight_decay = 0,
            double initial_accumulator_value = 0, double eps = 1e-10)
            : base(parameters, new Options
            {
                LearningRate = lr,
                lr_decay = lr_decay,
                weight_decay = weight_decay,
                initial_accumulator_value = initial_accumulator_value,
                eps = eps,
            })
        {
        }
    }

    public sealed class State : OptimizerState
    {
        internal State(Parameter parameter, Options options)
        {
            tensors = [full_like(parameter, options.initial_accumulator_value!.Value).DetachFromDisposeScope()];
        }

        public Tensor sum => tensors[0]!;
    }
}
