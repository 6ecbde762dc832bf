using Orleans.Runtime.Messaging;

namespace Orleans.Runtime;

/// <summary>The way to one silo: a connection, opened when there is something to send. What comes meanwhile waits, in order.</summary>
/// <param name="address">The silo.</param>
/// <param name="dial">Opens a connection; null when connections are not opened from here.</param>
/// <param name="retryDelay">How long to wait after a failed attempt; messages are refused meanwhile.</param>
/// <param name="clock">Time.</param>
/// <param name="undelivered">Takes the messages that could not be sent.</param>
internal sealed class Peer(
    SiloAddress address,
    Func<SiloAddress, Task<Connection>>? dial,
    TimeSpan retryDelay,
    TimeProvider clock,
    Action<IReadOnlyList<Message>, SiloAddress, Exception> undelivered)
{
    private readonly Lock gate = new();
    private readonly Queue<Frame> waiting = new();
    private Connection? connection;
    private Exception? failure;
    private long waitingBytes;
    private long failedAt;
    private bool isDialling;

    public SiloAddress Address => address;

    /// <summary>Sends a frame, now or when the connection is open.</summary>
    /// <returns>Null when it was taken, else why not; then the frame still belongs to the caller.</returns>
    public Exception? TrySend(in Frame frame)
    {
        if (Volatile.Read(ref connection) is { } open)
        {
            var refusal = open.TrySend(frame);
            if (refusal is null || !open.IsClosed)
            {
                return refusal;
            }
        }

        lock (gate)
        {
            if (connection is { IsClosed: false } other)
            {
                return other.TrySend(frame);
            }

            if (dial is null)
            {
                return new ConnectionFailedException($"There is no connection with {address}.");
            }

            if (!isDialling && failure is not null && (IsGone || clock.GetElapsedTime(failedAt) < retryDelay))
            {
                return failure;
            }

            if (waitingBytes > Connection.MostWaiting && frame.Message.IsCall)
            {
                return new GatewayTooBusyException($"More than {Connection.MostWaiting} bytes wait for a connection with {address}.");
            }

            waiting.Enqueue(frame);
            waitingBytes += frame.Length;
            if (isDialling)
            {
                return null;
            }

            isDialling = true;
        }

        // Apart from the caller, which may be a grain in its turn.
        ThreadPool.UnsafeQueueUserWorkItem(static peer => _ = peer.Dial(), this, preferLocal: false);
        return null;
    }

    /// <summary>Uses a connection from now on, unless there is one; what has waited goes first.</summary>
    public void Attach(Connection opened)
    {
        List<Message> unsent = [];
        lock (gate)
        {
            if (connection is { IsClosed: false })
            {
                return;
            }

            while (waiting.TryDequeue(out var frame))
            {
                if (opened.TrySend(frame) is not null)
                {
                    unsent.Add(frame.Message);
                    frame.Release();
                }
            }

            waitingBytes = 0;
            failure = null;
            Volatile.Write(ref connection, opened);
        }

        if (unsent.Count > 0)
        {
            undelivered(unsent, address, new ConnectionFailedException($"The connection with {address} has ended."));
        }
    }

    /// <summary>A connection has ended.</summary>
    /// <returns>Whether it was the one in use.</returns>
    public bool Detach(Connection ended)
    {
        lock (gate)
        {
            if (connection != ended)
            {
                return false;
            }

            Volatile.Write(ref connection, null);
            return true;
        }
    }

    // A refusal that names another silo means that this one's process is no more: its generation does not come back.
    private bool IsGone => failure is ConnectionRefusedException { Silo: { } present } && address.Generation != 0 && present != address;

    private async Task Dial()
    {
        try
        {
            var opened = await dial!(address);
            Attach(opened);
            lock (gate)
            {
                isDialling = false;
            }
        }
        catch (Exception cause)
        {
            Message[] unsent;
            lock (gate)
            {
                isDialling = false;
                failure = cause;
                failedAt = clock.GetTimestamp();
                unsent = [.. waiting.Select(frame => frame.Message)];
                while (waiting.TryDequeue(out var frame))
                {
                    frame.Release();
                }

                waitingBytes = 0;
            }

            undelivered(unsent, address, cause);
        }
    }
}
