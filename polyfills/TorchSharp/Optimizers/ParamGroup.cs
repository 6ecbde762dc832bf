using System.Collections.Generic;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>Parameters that share their options.</summary>
public class ParamGroup : ILearningRateController
{
    private Parameter[] members = [];

    public IEnumerable<Parameter> Parameters
    {
        get => members;
        set => members = [.. value];
    }

    public OptimizerOptions? Options { get; set; }

    public double LearningRate
    {
        get => Options!.LearningRate!.Value;
        set => Options!.LearningRate = value;
    }

    public double InitialLearningRate
    {
        get => Options!.InitialLearningRate;
        set => Options!.InitialLearningRate = value;
    }

    internal Parameter[] Members => members;
}

/// <summary>Parameters with options of one optimizer's kind.</summary>
public class ParamGroup<TOptions> : ParamGroup
    where TOptions : OptimizerOptions
{
    public ParamGroup()
    {
    }

    public ParamGroup(IEnumerable<Parameter> parameters, TOptions? options = null)
    {
        Parameters = parameters;
        base.Options = options;
    }

    public new TOptions Options
    {
        get => (TOptions)base.Options!;
        set => base.Options = value;
    }
}
