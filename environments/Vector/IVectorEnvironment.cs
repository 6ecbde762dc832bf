namespace ReAgent.Environments.Vector;

/// <summary>
/// Many copies of one environment that step together. A copy whose episode ends begins the next one at once, so that every copy has an
/// observation to act on after every step. All numbers lie in flat spans, quantity by quantity: number <c>q</c> of copy <c>c</c> is at
/// <c>q · Count + c</c>.
/// </summary>
/// <remarks>
/// Copy <c>c</c> draws from <c>RandomStream(seed, purpose, c)</c>, episode after episode. It goes through the same states, bit for bit, as an
/// <see cref="IEnvironment"/> that is reset with that one stream whenever an episode has ended, whatever the other copies do. The spans are
/// views of the environment's own memory: the next step overwrites them. Not thread-safe.
/// </remarks>
public interface IVectorEnvironment
{
    /// <summary>Name, observation, actions and time limit of each copy.</summary>
    EnvironmentDescription Description { get; }

    /// <summary>How many copies there are.</summary>
    int Count { get; }

    /// <summary>[observation size, count] What every copy shows now; after the end of an episode, the first observation of the next.</summary>
    ReadOnlySpan<double> Observations { get; }

    /// <summary>
    /// [observation size, count] The observation that the last step led to, for the copies whose episode ended with it: what a learner
    /// bootstraps from after a truncation. Numbers of other copies mean nothing.
    /// </summary>
    ReadOnlySpan<double> LastObservations { get; }

    /// <summary>[count] Rewards of the last step.</summary>
    ReadOnlySpan<double> Rewards { get; }

    /// <summary>[count] Whether the world ended the copy's episode in the last step.</summary>
    ReadOnlySpan<bool> Terminated { get; }

    /// <summary>[count] Whether the time limit ended the copy's episode in the last step; never together with <see cref="Terminated"/>.</summary>
    ReadOnlySpan<bool> Truncated { get; }

    /// <summary>Begins an episode in every copy.</summary>
    /// <param name="seed">Seed of the experiment.</param>
    /// <param name="purpose">What the episodes are for; with the copy's number it names the copy's random stream.</param>
    void Reset(ulong seed, string purpose);

    /// <summary>Plays one discrete action in every copy.</summary>
    /// <param name="actions">[count] Indices of actions.</param>
    /// <exception cref="ArgumentException">An action is not of this environment's space, or the span has another length; nothing has moved.</exception>
    /// <exception cref="InvalidOperationException"><see cref="Reset"/> comes first.</exception>
    void Step(ReadOnlySpan<int> actions);

    /// <summary>Plays one continuous action in every copy.</summary>
    /// <param name="actions">[width of an action, count].</param>
    /// <exception cref="ArgumentException">An action is not of this environment's space, or the span has another length; nothing has moved.</exception>
    /// <exception cref="InvalidOperationException"><see cref="Reset"/> comes first.</exception>
    void Step(ReadOnlySpan<double> actions);

    /// <summary>Says which actions are possible now, as <see cref="IEnvironment.PossibleActions"/> does.</summary>
    /// <param name="masks">[number of discrete actions, count] receives true where the action is possible; empty for continuous actions.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    void PossibleActions(Span<bool> masks);
}
