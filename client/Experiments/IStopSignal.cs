namespace ReAgent.Client.Experiments;

/// <summary>The user's wish to stop.</summary>
internal interface IStopSignal : IDisposable
{
    /// <summary>Set when the user asks to stop for the first time.</summary>
    CancellationToken Requested { get; }
}
