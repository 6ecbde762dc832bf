using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Networks;

/// <summary>
/// Tables of learned vectors for ids, under any other network: each bag of ids becomes the weighted sum of its ids' vectors, and the vectors
/// of all bags and then the plain inputs go into the body.
/// </summary>
/// <remarks>
/// A bag comes as one weight per row of its table: 0 for ids that are not in it, 1 for those of a list, the score for those of a list with
/// scores, divided by their number where the mean is wanted. The sum is a product of matrices, so its gradient comes out the same to the bit
/// on every run and every device; it costs a number per table row in every state, so tables are meant to be small (thousands of rows).
/// </remarks>
[UnionMember("embedding")]
public sealed record EmbeddingArchitecture : NetworkArchitecture, IValidatedConfig
{
    /// <summary>D, plain inputs, which come before the bags.</summary>
    [Description("Plain inputs, which come before the bags. Default: 0.")]
    [Range(0, int.MaxValue)]
    public int PlainInputs { get; init; }

    /// <summary>[T] rows of each table.</summary>
    [Description("Rows of each table. Default: none.")]
    public ImmutableArray<int> TableRows { get; init; } = [];

    /// <summary>[F] index of each bag's table; several bags may share one.</summary>
    [Description("Index of each bag's table, from 0. Default: none.")]
    public ImmutableArray<int> Bags { get; init; } = [];

    /// <summary>E, length of the vectors of every table.</summary>
    [Description("Length of the vectors. Default: 1.")]
    [Range(1, int.MaxValue)]
    public int EmbeddingDim { get; init; } = 1;

    /// <summary>What is computed of them: [N, F · E + D] → [N, outputs].</summary>
    [Description("The network over the bags' vectors and the plain inputs.")]
    public required NetworkArchitecture Body { get; init; }

    public override int Inputs => PlainInputs + Bags.Sum(table => TableRows[table]);

    public override int Outputs => Body.Outputs;

    public override NetworkBody Declare(ParameterDeclaration parameters, string prefix = "") => new EmbeddingBody(this, parameters, prefix);

    public IEnumerable<ConfigProblem> Validate()
    {
        for (var table = 0; table < TableRows.Length; table++)
        {
            if (TableRows[table] < 1)
            {
                yield return new($"{nameof(TableRows)}[{table}]", $"A table has at least 1 row, not {TableRows[table]}.");
            }
        }

        if (Bags.IsEmpty)
        {
            yield return new(nameof(Bags), "There is no bag of ids; without one the body alone is enough.");
        }

        for (var bag = 0; bag < Bags.Length; bag++)
        {
            if (Bags[bag] < 0 || Bags[bag] >= TableRows.Length)
            {
                yield return new($"{nameof(Bags)}[{bag}]", $"There is no table {Bags[bag]}; there are {TableRows.Length}, counted from 0.");
            }
        }

        if ((Bags.Length * EmbeddingDim) + PlainInputs is var wanted && wanted != Body.Inputs)
        {
            yield return new(
                nameof(Body),
                $"The body takes {Body.Inputs} inputs, but {Bags.Length} vectors of {EmbeddingDim} and {PlainInputs} plain inputs are {wanted}.");
        }
    }
}
