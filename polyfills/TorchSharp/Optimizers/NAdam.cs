using System;
using System.Collections.Generic;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>NAdam (Dozat 2016): Adam with Nesterov momentum.</summary>
public class NAdam : OptimizerHelper, IBetas
{
    public NAdam(
        IEnumerable<Parameter> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
        double weight_decay = 0, double momentum_decay = 4e-3)
        : this([new ParamGroup(parameters, new Options())], lr, beta1, beta2, eps, weight_decay, momentum_decay)
    {
    }

    public NAdam(
        IEnumerable<ParamGroup> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
        double weight_decay = 0, double momentum_decay = 4e-3)
        : base(
            new Options
            {
                LearningRate = lr,
                InitialLearningRate = lr,
                beta1 = beta1,
                beta2 = beta2,
                eps = eps,
                weight_decay = weight_decay,
                momentum_decay = momentum_decay,
            })
    {
        Check(lr >= 0, nameof(lr), lr, "at least 0");
        Check(eps >= 0, nameof(eps), eps, "at least 0");
        Check(beta1 is >= 0 and < 1, nameof(beta1), beta1, "[0, 1)");
        Check(beta2 is >= 0 and < 1, nameof(beta2), beta2, "[0, 1)");
        Check(weight_decay >= 0, nameof(weight_decay), weight_decay, "at least 0");
        Check(momentum_decay >= 0, nameof(momentum_decay), momentum_decay, "at least 0");
        AddGroups(parameters);
    }

    /// <summary>The decay rates of all parameter groups.</summary>
    public (double, double) Betas
    {
        get => (((Options)Defaults).beta1!.Value, ((Options)Defaults).beta2!.Value);
        set
        {
            foreach (ILearningRateController group in ParamGroups)
            {
                ((IBetas)group).Betas = value;
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
        Tensor gradient = Effective(raw, parameter, options.weight_decay!.Value, maximize: false);
        (double beta1, double beta2) = (options.beta1!.Value, options.beta2!.Value);
        double lr = options.LearningRate!.Value;
        double now = Momentum(state.step);
        double next = Momentum(state.step + 1);
        state.MomentumProduct *= now;
        double product = state.MomentumProduct;
        // PyTorch 1.13 and upstream count this step's momentum twice in the next product.
        double nextProduct = product * now * next;
        state.exp_avg.lerp_(gradient, 1 - beta1);
        state.exp_avg_sq.mul_(beta2).addcmul_(gradient, gradient, 1 - beta2);
        using Tensor denominator = state.exp_avg_sq.div(1 - Math.Pow(beta2, state.step));
        denominator.sqrt_().add_(options.eps!.Value);
        parameter.addcdiv_(gradient, denominator, -lr * (1 - now) / (1 - product));
        parameter.addcdiv_(state.exp_avg, denominator, -lr * next / (1 - nextProduct));
        if (!ReferenceEquals(gradient, raw))
        {
            gradient.Dispose();
        }

        double Momentum(long step) => beta1 * (1 - (0.5 * Math.Pow(0.96, step * options.momentum_decay!.Value)));
    }

    public sealed class Options : OptimizerOptions
    {
        public double? beta1;
        public double? beta2;
        public double? eps;
        public double? weight_decay;
        public double? momentum_decay;
    }

    /// <summary>Parameters with options of their own; what is null follows the optimizer.</summary>
    public sealed class ParamGroup : ParamGroup<Options>, IBetas
    {
        public ParamGroup()
        {
        }

        public ParamGroup(IEnumerable<Parameter> parameters, Options options)
            : base(parameters, options)
        {
        }

        public ParamGroup(
            IEnumerable<Parameter> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
            double weight_decay = 0, double momentum_decay = 4e-3)
            : base(parameters, new Options
            {
                LearningRate = lr,
                beta1 = beta1,
                beta2 = beta2,
                eps = eps,
                weight_decay = weight_decay,
                momentum_decay = momentum_decay,
            })
        {
        }

        public (double, double) Betas
        {
            get => (Options.beta1!.Value, Options.beta2!.Value);
            set => (Options.beta1, Options.beta2) = value;
        }
    }

    public sealed class State : OptimizerState
    {
        internal State(Parameter parameter, Options options)
        {
            tensors = [Zeros(parameter), Zeros(parameter)];
            numbers = [1];
        }

        public Tensor exp_avg => tensors[0]!;

        public Tensor exp_avg_sq => tensors[1]!;

        internal ref double MomentumProduct => ref numbers[0];
    }
}
