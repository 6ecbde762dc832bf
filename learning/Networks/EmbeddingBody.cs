using static TorchSharp.torch;

namespace ReAgent.Learning.Networks;

/// <summary>The computation of an <see cref="EmbeddingArchitecture"/>.</summary>
public sealed class EmbeddingBody : NetworkBody
{
    private readonly EmbeddingArchitecture _architecture;
    private readonly int[] _tables;
    private readonly NetworkBody _body;

    public EmbeddingBody(EmbeddingArchitecture architecture, ParameterDeclaration parameters, string prefix)
    {
        _architecture = architecture;
        // The original's first vectors: those of an embedding bag, drawn from N(0, 1).
        _tables = [.. architecture.TableRows.Select(
            (rows, table) => parameters.Parameter($"{prefix}tables.{table}", [rows, architecture.EmbeddingDim], 0, 1))];
        _body = architecture.Body.Declare(parameters, $"{prefix}body.");
    }

    public override Tensor Forward(Tensor input, ForwardPass pass)
    {
        var parts = new List<Tensor>(_architecture.Bags.Length + 1);
        var start = (long)_architecture.PlainInputs;
        foreach (var table in _architecture.Bags)
        {
            var rows = _architecture.TableRows[table];
            parts.Add(input.narrow(1, start, rows).matmul(pass.Parameter(_tables[table])));
            start += rows;
        }

        parts.Add(input.narrow(1, 0, _architecture.PlainInputs));
        return _body.Forward(cat(parts, 1), pass);
    }
}
