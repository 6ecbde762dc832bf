using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>A call that waits for its answer.</summary>
internal interface IPendingCall
{
    /// <summary>The call; set before it is sent.</summary>
    Message Message { get; }

    /// <summary>When the call was made, on the clock.</summary>
    long StartedAt { get; }

    /// <summary>How long the caller waits.</summary>
    TimeSpan Timeout { get; }

    /// <summary>Whether the caller has its answer, or has given up.</summary>
    bool HasEnded { get; }

    /// <summary>Ends the call with its answer; does nothing when it has ended.</summary>
    void Complete(Response response);

    /// <summary>Ends the call with a failure of the runtime's; does nothing when it has ended.</summary>
    void Fail(Exception failure);
}
