using System.Collections.Generic;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Rprop (Riedmiller and Braun 1993): step sizes per element that grow while the sign of the gradient stays and shrink when it
/// turns.</summary>
public class Rprop : OptimizerHelper
{
    public Rprop(
        IEnumerable<Parameter> parameters, double lr = 1e-2, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1e-6,
        double max_step = 50, bool maximize = false)
        : this([new ParamGroup(parameters, new Options())], lr, etaminus, etaplus, min_step, max_step, maximize)
    {
    }

    public Rprop(
        IEnumerable<ParamGroup> parameters, double lr = 1e-2, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1e-6,
        double max_step = 50, bool maximize = false)
        : base(
            new Options
            {
                LearningRate = lr,
                InitialLearningRate = lr,
                etaminus = etaminus,
                etaplus = etaplus,
                min_step = min_step,
                max_step = max_step,
                maximize = maximize,
            })
    {
        Check(lr >= 0, nameof(lr), lr, "at least 0");
        AddGroups(parameters);
    }

    private protected override OptimizerOptions NewOptions() => new Options();

    private protected override OptimizerState NewState(Parameter parameter, OptimizerOptions options) =>
        new State(parameter, (Options)options);

    private protected override void Apply(Parameter parameter, Tensor gradient, OptimizerOptions options, OptimizerState state) =>
        Apply(parameter, gradient, (Options)options, (State)state);

    private static void Apply(Parameter parameter, Tensor raw, Options options, State state)
    {
        using Tensor gradient = options.maximize!.Value ? raw.neg() : raw.clone();
        using Tensor turn = gradient.mul(state.prev);
        using Tensor turned = turn.lt(0);
        using Tensor stayed = turn.gt(0);
        turn.fill_(1).masked_fill_(stayed, options.etaplus!.Value).masked_fill_(turned, options.etaminus!.Value);
        state.step_size.mul_(turn).clamp_(options.min_step!.Value, options.max_step!.Value);
        // After a turn the element rests for one step.
        gradient.masked_fill_(turned, 0);
        using Tensor direction = gradient.sign();
        parameter.addcmul_(direction, state.step_size, -1);
        state.prev.copy_(gradient);
    }

    public sealed class Options : OptimizerOptions
    {
        public double? etaminus;
        public double? etaplus;
        public double? min_step;
        public double? max_step;
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
            IEnumerable<Parameter> parameters, double lr = 1e-2, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1e-6,
            double max_step = 50, bool maximize = false)
            : base(parameters, new Options
            {
                LearningRate = lr,
                etaminus = etaminus,
                etaplus = etaplus,
                min_step = min_step,
                max_step = max_step,
                maximize = maximize,
            })
        {
        }
    }

    public sealed class State : OptimizerState
    {
        internal State(Parameter parameter, Options options)
        {
            tensors = [Zeros(parameter), full_like(parameter, options.LearningRate!.Value).DetachFromDisposeScope()];
        }

        public Tensor prev => tensors[0]!;

        public Tensor step_size => tensors[1]!;
    }
}
