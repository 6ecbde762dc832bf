using System.Security.Cryptography;
using System.Text;
using ReAgent.Data.Features;

namespace ReAgent.Data.Batches;

/// <summary>How timeline rows become training rows: which features, actions and metrics, in which order.</summary>
/// <param name="State">Normalization of the state features.</param>
/// <param name="ActionNames">Names of the discrete actions, in index order; empty when actions are continuous.</param>
/// <param name="Actions">Scaling of continuous actions; null when actions are discrete.</param>
/// <param name="MetricNames">Metrics to read beside the reward, sorted.</param>
public sealed record TransitionEncoding(
    FeatureTransform State, IReadOnlyList<string> ActionNames, ActionScaling? Actions, IReadOnlyList<string> MetricNames)
{
    /// <summary>How lists of ids follow the state features; null where there are none.</summary>
    public IdEncoding? Ids { get; init; }

    /// <summary>Shape of the rows.</summary>
    public RowLayout Layout => new(State.Layout.OutputWidth + (Ids?.Width ?? 0), ActionNames.Count, Actions?.Width ?? 0, [.. MetricNames]);

    /// <summary>SHA-256, in hexadecimal, of everything that determines the numbers of a row: encodings that are equal in it give equal rows.</summary>
    public string Fingerprint
    {
        get
        {
            // What becomes of missing values is seen in a row where every value is missing.
            var missing = new float[State.Layout.OutputWidth];
            State.TransformRow([], [], missing);
            string?[] parts =
            [
                Normalization(State.Layout),
                string.Join(' ', missing.Select(value => BitConverter.SingleToInt32Bits(value).ToString("x8"))),
                .. ActionNames,
                Actions is null ? null : Normalization(Actions.Layout),
                .. MetricNames,
                .. Ids is null ? Array.Empty<string>() : [Ids.Canonical],
            ];
            var text = string.Join('\n', parts.Select(part => part is null ? "-" : $"{part.Length}:{part}"));
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        }
    }

    private static string Normalization(FeatureLayout layout) =>
        NormalizationJson.Write(layout.Columns.ToDictionary(column => column.FeatureId, column => column.Parameters));
}
