namespace ReAgent.Environments.Actions;

/// <summary>One of finitely many actions; an action is an index into the names.</summary>
/// <param name="Names">Names as they are logged, in index order, for example <c>0</c> and <c>1</c>.</param>
public sealed record DiscreteActions(IReadOnlyList<string> Names) : ActionSpace
{
    public override int Count => Names.Count;

    public override int Width => 0;

    public override string? Refuse(EnvironmentAction action) => action switch
    {
        { IsContinuous: true } =>
            $"actions are discrete ({string.Join(", ", Names)}), but a continuous action was played.",
        { Index: var index } when index >= Count =>
            $"action {index} does not exist; actions are 0 to {Count - 1} ({string.Join(", ", Names)}).",
        _ => null,
    };
}
