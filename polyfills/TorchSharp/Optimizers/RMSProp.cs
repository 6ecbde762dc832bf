using System.Collections.Generic;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>RMSprop (Hinton 2012), optionally centered (Graves 2013) and with momentum.</summary>
public class RMSProp : OptimizerHelper, IMomentum
{
    public RMSProp(
        IEnumerable<Parameter> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0,
        double momentum = 0, bool centered = false, bool maximize = false)
        : this([new ParamGroup(parameters, new Options())], lr, alpha, eps, weight_decay, momentum, centered, maximize)
    {
    }

    public RMSProp(
        IEnumerable<ParamGroup> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0,
        double momentum = 0, bool centered = false, bool maximize = false)
        : base(
            new Options
            {
                LearningRate = lr,
                InitialLearningRate = lr,
                alpha = alpha,
                eps = eps,
                weight_decay = weight_decay,
                momentum = momentum,
                centered = centered,
                maximize = maximize,
            })
    {
        Check(lr >= 0, nameof(lr), lr, "at least 0");
        Check(eps >= 0, nameof(eps), eps, "at least 0");
        Check(momentum >= 0, nameof(momentum), momentum, "at least 0");
        Check(weight_decay >= 0, nameof(weight_decay), weight_decay, "at least 0");
        Check(alpha >= 0, nameof(alpha), alpha, "at least 0");
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
        double alpha = options.alpha!.Value;
        state.square_avg.mul_(alpha).addcmul_(gradient, gradient, 1 - alpha);
        using Tensor average = state.grad_avg is { } mean
            ? state.square_avg.addcmul(mean.lerp_(gradient, 1 - alpha), mean, -1).sqrt_()
            : state.square_avg.sqrt();
        average.add_(options.eps!.Value);
        if (state.momentum_buffer is { } velocity)
        {
            velocity.mul_(options.momentum!.Value).addcdiv_(gradient, average);
            parameter.add_(velocity, -options.LearningRate!.Value);
        }
        else
        {
            parameter.addcdiv_(gradient, average, -options.LearningRate!.Value);
        }
        if (!ReferenceEquals(gradient, raw))
        {
            gradient.Dispose();
        }
    }

    public sealed class Options : OptimizerOptions
    {
        public double? alpha;
        public double? eps;
        public double? weight_decay;
        public double? momentum;
        public bool? centered;
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
            IEnumerable<Parameter> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0,
            double momentum = 0, bool centered = false, bool maximize = false)
            : base(parameters, new Options
            {
                LearningRate = lr,
                alpha = alpha,
                eps = eps,
                weight_decay = weight_decay,
                momentum = momentum,
                centered = centered,
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
            tensors = [Zeros(parameter), options.momentum!.Value > 0 ? Zeros(parameter) : null, options.centered!.Value ? Zeros(parameter) : null];
        }

        public Tensor square_avg => tensors[0]!;

        public Tensor? momentum_buffer => tensors[1];

        public Tensor? grad_avg => tensors[2];
    }
}
