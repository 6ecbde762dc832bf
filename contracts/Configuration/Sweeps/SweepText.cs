namespace ReAgent.Contracts.Configuration.Sweeps;

/// <summary>A value in one line, for people.</summary>
internal static class SweepText
{
    /// <summary><c>0.01</c>, <c>[128, 64]</c> or <c>{Adam: {lr: 0.01}}</c>.</summary>
    public static string Of(ConfigNode node) => node switch
    {
        ConfigScalar { IsNull: true } => "null",
        ConfigScalar scalar => scalar.Text,
        ConfigList list => $"[{string.Join(", ", list.Items.Select(Of))}]",
        ConfigMap map => $"{{{string.Join(", ", map.Entries.Select(entry => $"{entry.Key}: {Of(entry.Value)}"))}}}",
        _ => throw new ArgumentException($"Unknown node {node.GetType().Name}.", nameof(node)),
    };
}
