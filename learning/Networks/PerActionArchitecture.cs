using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Networks;

/// <summary>
/// Values of every action of a list, read from a network that values one pair of a state and an action's features: V outputs for each of A
/// actions, [N, S] → [N, V · A], the A actions of the first output and then those of the next.
/// </summary>
[UnionMember("per_action")]
public sealed record PerActionArchitecture : NetworkArchitecture, IValidatedConfig
{
    /// <summary>The network of pairs, [N, S + D] → [N, V].</summary>
    [Description("The network that values a state and an action's features.")]
    public required NetworkArchitecture Pairs { get; init; }

    /// <summary>A, actions in the list.</summary>
    [Description("Actions in the list. Default: 1.")]
    [Range(1, int.MaxValue)]
    public int Actions { get; init; } = 1;

    /// <summary>[A, D] features of the actions, row-major; empty where action i is the i-th unit vector.</summary>
    [Description("Features of the actions, one action after another; empty for unit vectors. Default: none.")]
    public ImmutableArray<double> Features { get; init; } = [];

    /// <summary>D, features of an action.</summary>
    public int ActionWidth => Features.IsEmpty ? Actions : Features.Length / Actions;

    public override int Inputs => Pairs.Inputs - ActionWidth;

    public override int Outputs => Pairs.Outputs * Actions;

    public override NetworkBody Declare(ParameterDeclaration parameters, string prefix = "") =>
        new PerActionBody(this, Pairs.Declare(parameters, prefix));

    public IEnumerable<ConfigProblem> Validate()
    {
        if (Features.Length % Actions != 0)
        {
            yield return new(nameof(Features), $"{Features.Length} numbers are not the features of {Actions} actions.");
        }
    }
}
