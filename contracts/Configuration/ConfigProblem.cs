namespace ReAgent.Contracts.Configuration;

/// <summary>One thing to tell the user about a configuration: an error, or a note about something that has no effect.</summary>
/// <param name="Key">
/// The key concerned, as a dotted path: <c>model.DiscreteDQN.trainer_param.actions[0]</c>. From <see cref="IValidatedConfig.Validate"/> it is relative
/// to the record, and property names (<c>nameof</c>) may stand for keys.
/// </param>
/// <param name="Message">What is wrong, what is allowed, and the nearest valid thing.</param>
/// <param name="Position">Where it was written; the binder fills it in.</param>
public sealed record ConfigProblem(string Key, string Message, ConfigPosition Position = default)
{
    /// <summary><c>cartpole.yaml:14:9: message</c>.</summary>
    public override string ToString() => Position.ToString() is { Length: > 0 } place ? $"{place}: {Message}" : Message;
}
