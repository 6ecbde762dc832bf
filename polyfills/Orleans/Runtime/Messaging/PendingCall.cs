using System.Runtime.ExceptionServices;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>The caller's end of a call: its task.</summary>
internal sealed class PendingCall<T>(CallRegistry registry, TimeSpan timeout, long startedAt)
    : TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously), IPendingCall
{
    private CancellationTokenRegistration cancellation;
    private Message? message;

    public Message Message
    {
        get => message ?? throw new InvalidOperationException("The call has not been sent.");
        set => message = value;
    }

    public long StartedAt { get; } = startedAt;

    public TimeSpan Timeout { get; } = timeout;

    public bool HasEnded => Task.IsCompleted;

    /// <summary>Ends the call, and asks the target to stop, when the token is cancelled.</summary>
    public void CancelWith(CancellationToken token)
    {
        if (token.CanBeCanceled)
        {
            cancellation = token.UnsafeRegister(static (state, token) => ((PendingCall<T>)state!).Cancel(token), this);
            if (Task.IsCompleted)
            {
                cancellation.Dispose();
            }
        }
    }

    public void Complete(Response response)
    {
        Leave();
        if (response.Exception is { } failure)
        {
            TrySetException(failure);
        }
        else if (response is Response<T> typed)
        {
            TrySetResult(typed.TypedResult!);
        }
        else
        {
            TrySetResult(response.GetResult<T>());
        }
    }

    public void Fail(Exception failure)
    {
        Leave();
        TrySetException(failure.StackTrace is null ? ExceptionDispatchInfo.SetCurrentStackTrace(failure) : failure);
    }

    private void Cancel(CancellationToken token)
    {
        registry.Remove(Message.Id);
        if (TrySetCanceled(token))
        {
            registry.SendCancellation(Message);
        }
    }

    private void Leave()
    {
        registry.Remove(Message.Id);
        cancellation.Dispose();
    }
}
