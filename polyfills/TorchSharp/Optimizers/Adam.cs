using System;
using System.Collections.Generic;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>Adam (Kingma and Ba 2015), with the AMSGrad variant of Reddi et al. 2018; weight decay is added to the gradient.</summary>
public class Adam : OptimizerHelper, IBetas
{
    public Adam(
        IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
        double weight_decay = 0, bool amsgrad = false, bool maximize = false)
        : this([new ParamGroup(parameters, new Options())], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
    {
    }

    public Adam(
        IEnumerable<ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
        double weight_decay = 0, bool amsgrad = false, bool maximize = false)
        : base(
            new Options
            {
                LearningRate = lr,
                InitialLearningRate = lr,
                beta1 = beta1,
                beta2 = beta2,
                eps = eps,
                weight_decay = weight_decay,
                amsgrad = amsgrad,
                maximize = maximize,
            })
    {
        Check(lr >= 0, nameof(lr), lr, "at least 0");
        Check(eps >= 0, nameof(eps), eps, "at least 0");
        Check(beta1 is >= 0 and < 1, nameof(beta1), beta1, "[0, 1)");
        Check(beta2 is >= 0 and < 1, nameof(beta2), beta2, "[0, 1)");
        Check(weight_decay >= 0, nameof(weight_decay), weight_decay, "at least 0");
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
        Tensor gradient = Effective(raw, parameter, options.weight_decay!.Value, options.maximize!.Value);
        (double beta1, double beta2) = (options.beta1!.Value, options.beta2!.Value);
        double correction1 = 1 - Math.Pow(beta1, state.step);
        double correction2 = Math.Sqrt(1 - Math.Pow(beta2, state.step));
        state.exp_avg.lerp_(gradient, 1 - beta1);
        state.exp_avg_sq.mul_(beta2).addcmul_(gradient, gradient, 1 - beta2);
        if (state.max_exp_avg_sq is { } largest)
        {
            using Tensor larger = largest.maximum(state.exp_avg_sq);
            largest.copy_(larger);
        }
        // lr m̂ / (√v̂ + ε) with the corrections of v̂ drawn out of the fraction: two operations fewer.
        using Tensor denominator = (state.max_exp_avg_sq ?? state.exp_avg_sq).sqrt();
        denominator.add_(options.eps!.Value * correction2);
        parameter.addcdiv_(state.exp_avg, denominator, -options.LearningRate!.Value * correction2 / correction1);
        if (!ReferenceEquals(gradient, raw))
        {
            gradient.Dispose();
        }
    }

    public sealed class Options : OptimizerOptions
    {
        public double? beta1;
        public double? beta2;
        public double? eps;
        public double? weight_decay;
        public bool? amsgrad;
        public bool? maximize;
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
            IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
            double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            : base(parameters, new Options
            {
                LearningRate = lr,
                beta1 = beta1,
                beta2 = beta2,
                eps = eps,
                weight_decay = weight_decay,
                amsgrad = amsgrad,
                maximize = maximize,
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
            tensors = [Zeros(parameter), Zeros(parameter), options.amsgrad!.Value ? Zeros(parameter) : null];
        }

        public Tensor exp_avg => tensors[0]!;

        public Tensor exp_avg_sq => tensors[1]!;

        public Tensor? max_exp_avg_sq => tensors[2];
    }
}
