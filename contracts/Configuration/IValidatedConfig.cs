namespace ReAgent.Contracts.Configuration;

/// <summary>A configuration record with rules that span several keys. Rules for one key are validation attributes on its property.</summary>
public interface IValidatedConfig
{
    /// <summary>
    /// Every broken rule. Called by the binder once the record's own values are sound. <see cref="ConfigProblem.Key"/> is relative to the record and
    /// leads the user to the line: <c>nameof(MinibatchSize)</c>, <c>rl.gamma</c> or <c>actions[1]</c>; empty for the record itself.
    /// </summary>
    IEnumerable<ConfigProblem> Validate();
}
