namespace ReAgent.Contracts.Configuration;

/// <summary>Where a piece of configuration was written, so that an error can name the line to edit.</summary>
/// <param name="Source">The file as its user named it, or the option: <c>--set seed=1</c>.</param>
/// <param name="Line">Line from 1; 0 when the source has no lines.</param>
/// <param name="Column">Column from 1; 0 when the source has no lines.</param>
public readonly record struct ConfigPosition(string Source, int Line = 0, int Column = 0)
{
    /// <summary><c>cartpole.yaml:14:9</c>, or the source alone when it has no lines.</summary>
    public override string ToString() => Line == 0 ? Source ?? "" : $"{Source}:{Line}:{Column}";
}
