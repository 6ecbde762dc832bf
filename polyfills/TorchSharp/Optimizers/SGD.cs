using System.Collections.Generic;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>Stochastic gradient descent, with momentum in PyTorch's form: v ← μ v + (1 - dampening) g, p ← p - lr v.</summary>
public class SGD : OptimizerHelper, IMomentum
{
    public SGD(
        IEnumerable<Parameter> parameters, double learningRate, double momentum = 0.0, double dampening = 0.0, double weight_decay = 0,
        bool nesterov = false, bool maximize = false)
        : this([new ParamGroup(parameters, new Options())], learningRate, momentum, dampening, weight_decay, nesterov, maximize)
    {
    }

    public SGD(
        IEnumerable<ParamGroup> parameters, double learningRate, double momentum = 0.0, double dampening = 0.0, double weight_decay = 0,
        bool nesterov = false, bool maximize = false)
        : base(
            new Options
            {
                LearningRate = learningRate,
                InitialLearningRate = learningRate,
                momentum = momentum,
                dampening = dampening,
                weight_decay = weight_decay,
                nesterov = nesterov,
                maximize = maximize,
            })
    {
        Check(learningRate >= 0, nameof(learningRate), learningRate, "at least 0");
        Check(momentum >= 0, nameof(momentum), momentum, "at least 0");
        Check(weight_decay >= 0, nameof(weight_decay), weight_decay, "at least 0");
        AddGroups(parameters);
    }

    /// <summary>The momentum of all parameter groups.</summary>
    public double Momentum
    {
        get => ((Options)Defaults).momentum!.Value;
        set
        {
            foreach (ILearningRateController group in ParamGroups)
            {
                ((IMomentum)group).Momentum = value;
            }
        }
    }

    private protected override OptimizerOptions NewOptions() => new Options();

    private protected override OptimizerState NewState(Parameter parameter, OptimizerOptions options) =>
        new State(parameter, (Options)options);

    private protected override void Apply(Parameter parameter, Tensor gradient, OptimizerOptions options, OptimizerState state) =>
        Apply(parameter, gradient, (Options)options, (State)state);

    private static void Apply(Parameter parameter, Tensor raw, Options options, State state)
    {
        Tensor gradient = Effective(raw, parameter, options.weight_decay!.Value, options.maximize!.Value);
        double momentum = options.momentum!.Value;
        if (momentum == 0)
        {
            parameter.add_(gradient, -options.LearningRate!.Value);
        }
        else
        {
            state.Accumulate(gradient, momentum, options.dampening!.Value);
            if (options.nesterov!.Value)
            {
                using Tensor ahead = gradient.add(state.momentum_buffer!, momentum);
                parameter.add_(ahead, -options.LearningRate!.Value);
            }
            else
            {
                parameter.add_(state.momentum_buffer!, -options.LearningRate!.Value);
            }
        }
        if (!ReferenceEquals(gradient, raw))
        {
            gradient.Dispose();
        }
    }

    public sealed class Options : OptimizerOptions
    {
        public double? momentum;
        public double? dampening;
        public double? weight_decay;
        public bool? nesterov;
        public bool? maximize;
    }

    /// <summary>Parameters with options of their own; what is null follows the optimizer.</summary>
    public sealed class ParamGroup : ParamGroup<Options>, IMomentum
    {
        public ParamGroup()
        {
        }

        public ParamGroup(IEnumerable<Parameter> parameters, Options options)
            : base(parameters, options)
        {
        }

        public ParamGroup(
            IEnumerable<Parameter> parameters, double learningRate, double momentum = 0.0, double dampening = 0.0, double weight_decay = 0,
            bool nesterov = false, bool maximize = false)
            : base(parameters, new Options
            {
                LearningRate = learningRate,
                momentum = momentum,
                dampening = dampening,
                weight_decay = weight_decay,
                nesterov = nesterov,
                maximize = maximize,
            })
        {
        }

        public double Momentum
        {
            get => Options.momentum!.Value;
            set => Options.momentum = value;
        }
    }

    public sealed class State : OptimizerState
    {
        internal State(Parameter parameter, Options options)
        {
            tensors = [null];
        }

        public Tensor? momentum_buffer => tensors[0];

        // The first gradient starts the buffer undampened.
        internal void Accumulate(Tensor gradient, double momentum, double dampening)
        {
            if (momentum_buffer is { } buffer)
            {
                buffer.mul_(momentum).add_(gradient, 1 - dampening);
            }
            else
            {
                Set(0, gradient.clone());
            }
        }
    }
}
