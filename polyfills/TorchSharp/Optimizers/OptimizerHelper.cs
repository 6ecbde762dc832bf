using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>What the optimizers share: parameter groups, a state per parameter, and one update per parameter and step. An update works in
/// place on the parameter and its state, one native call per operation.</summary>
public abstract class OptimizerHelper : Optimizer
{
    private readonly List<ParamGroup> groups = [];
    private readonly Dictionary<Parameter, OptimizerState> states = new(ReferenceEqualityComparer.Instance);
    private readonly OptimizerOptions defaults;

    private protected OptimizerHelper(OptimizerOptions defaults) => this.defaults = defaults;

    public override IEnumerable<ILearningRateController> ParamGroups => groups;

    public override IEnumerable<Parameter> parameters() => groups.SelectMany(group => group.Parameters);

    public override void zero_grad()
    {
        foreach (ParamGroup group in groups)
        {
            foreach (Parameter parameter in group.Members)
            {
                parameter.ZeroGrad();
            }
        }
    }

    public override Tensor? step(Func<Tensor>? closure = null)
    {
        Tensor? loss = null;
        if (closure is not null)
        {
            using (enable_grad())
            {
                loss = closure();
            }
        }
        using (no_grad())
        {
            foreach (ParamGroup group in groups)
            {
                foreach (Parameter parameter in group.Members)
                {
                    using Tensor? gradient = parameter.UnscopedGrad();
                    if (gradient is not null)
                    {
                        OptimizerState state = states[parameter];
                        state.step++;
                        Apply(parameter, gradient, group.Options!, state);
                    }
                }
            }
        }
        return loss;
    }

    /// <summary>Adds parameters with options of their own; options left open take this optimizer's.</summary>
    public override void add_param_group(ParamGroup param_group)
    {
        param_group.Options ??= NewOptions();
        param_group.Options.FillFrom(defaults);
        param_group.Options.InitialLearningRate = param_group.Options.LearningRate!.Value;
        foreach (Parameter parameter in param_group.Members)
        {
            using (no_grad())
            {
                if (!states.TryAdd(parameter, NewState(parameter, param_group.Options)))
                {
                    throw new ArgumentException("some parameters appear in more than one parameter group");
                }
            }
        }
        groups.Add(param_group);
    }

    public virtual StateDictionary state_dict() =>
        new(groups.Select(group => group.Options!), parameters().Select(parameter => states[parameter]));

    /// <summary>Copies options and state from those of an optimizer of the same kind over parameters of the same shapes.</summary>
    public virtual void load_state_dict(StateDictionary state_dict)
    {
        StateDictionary own = this.state_dict();
        CheckCounts(own, state_dict.Options.Count, state_dict.State.Count);
        for (int i = 0; i < own.Options.Count; i++)
        {
            own.Options[i].LoadStateDict(state_dict.Options[i]);
        }
        for (int i = 0; i < own.State.Count; i++)
        {
            own.State[i].LoadStateDict(state_dict.State[i]);
        }
    }

    public void load_state_dict(string location)
    {
        using FileStream stream = File.OpenRead(location);
        using var reader = new BinaryReader(stream);
        load_state_dict(reader);
    }

    public void load_state_dict(BinaryReader reader)
    {
        string saved = reader.ReadString();
        if (saved != GetType().Name)
        {
            throw new InvalidDataException(
                $"Mismatched optimizer type: expected '{GetType().Name}', but found '{saved}' in the loaded stream.");
        }
        StateDictionary own = state_dict();
        CheckCounts(own, reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt());
        own.Options.ForEach(options => options.LoadStateDict(reader));
        own.State.ForEach(state => state.LoadStateDict(reader));
    }

    public void save_state_dict(string location)
    {
        using FileStream stream = File.Create(location);
        using var writer = new BinaryWriter(stream);
        save_state_dict(writer);
    }

    public void save_state_dict(BinaryWriter writer)
    {
        StateDictionary own = state_dict();
        writer.Write(GetType().Name);
        writer.Write7BitEncodedInt(own.Options.Count);
        writer.Write7BitEncodedInt(own.State.Count);
        own.Options.ForEach(options => options.SaveStateDict(writer));
        own.State.ForEach(state => state.SaveStateDict(writer));
    }

    /// <summary>Moves the state of all parameters to a device.</summary>
    public void to(Device device)
    {
        foreach (OptimizerState state in states.Values)
        {
            state.to(device);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (OptimizerState state in states.Values)
            {
                state.Dispose();
            }
        }
        base.Dispose(disposing);
    }

    private protected abstract OptimizerOptions NewOptions();

    private protected abstract OptimizerState NewState(Parameter parameter, OptimizerOptions options);

    // Runs under no_grad; the step count of the state is already that of this step.
    private protected abstract void Apply(Parameter parameter, Tensor gradient, OptimizerOptions options, OptimizerState state);

    private protected void AddGroups(IEnumerable<ParamGroup> added)
    {
        foreach (ParamGroup group in added)
        {
            add_param_group(group);
        }
    }

    private protected OptimizerOptions Defaults => defaults;

    // The gradient to descend: reversed to ascend, with the pull of weight decay. A new tensor where it differs from the given one.
    private protected static Tensor Effective(Tensor gradient, Parameter parameter, double weightDecay, bool maximize)
    {
        if (!maximize)
        {
            return weightDecay == 0 ? gradient : gradient.add(parameter, weightDecay);
        }
        Tensor ascent = gradient.neg();
        return weightDecay == 0 ? ascent : ascent.add_(parameter, weightDecay);
    }

    private protected static void Check(bool valid, string name, double value, string allowed)
    {
        if (!valid)
        {
            throw new ArgumentException($"Invalid {name}: {value}. Allowed: {allowed}.");
        }
    }

    private static void CheckCounts(StateDictionary own, int options, int states)
    {
        if (options != own.Options.Count)
        {
            throw new ArgumentException(
                $"Invalid optimizer state -- different number of parameter groups: {own.Options.Count} here, {options} loaded.");
        }
        if (states != own.State.Count)
        {
            throw new ArgumentException($"Invalid optimizer state -- different number of states: {own.State.Count} here, {states} loaded.");
        }
    }
}
