using System.Buffers;
using System.Collections.Concurrent;
using Orleans.Runtime.Messaging;

namespace Orleans.Runtime;

/// <summary>
/// An open connection: frames go out in the order in which they were given, many to a flush; frames that come are handed on one by one.
/// </summary>
/// <param name="link">Moves the bytes.</param>
/// <param name="remote">Who is at the other end.</param>
/// <param name="limits">How large messages may be.</param>
internal sealed class Connection(Link link, Preamble remote, FrameLimits limits) : IThreadPoolWorkItem
{
    /// <summary>Most bytes that wait to be sent; further calls are refused, and a client that does not read its answers is not read from.</summary>
    public const long MostWaiting = 64 * 1024 * 1024;
    private const int FlushAfter = 64 * 1024;
    private readonly ConcurrentQueue<Frame> queue = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Action<Exception, IReadOnlyList<Message>>? ending;
    private TaskCompletionSource? drained;
    private TaskCompletionSource? relieved;
    private long waiting;
    private int isPumping;
    private int sentTogether;
    private int cameTogether;
    private volatile bool isClosed;
    private volatile bool hasEnded;
    private Exception? reason;

    /// <summary>Who is at the other end.</summary>
    public Preamble Remote => remote;

    /// <summary>Whether frames are taken no more.</summary>
    public bool IsClosed => isClosed;

    /// <summary>Done when the connection has ended and nothing more comes.</summary>
    public Task Ended => ended.Task;

    private string Name => remote.Silo is { } silo ? $"silo {silo}" : $"client {remote.Client}";

    /// <summary>Queues a frame.</summary>
    /// <returns>Null when it was taken, else why not; then the frame still belongs to the caller.</returns>
    public Exception? TrySend(in Frame frame)
    {
        if (isClosed)
        {
            return reason;
        }

        if (Interlocked.Read(ref waiting) > MostWaiting && frame.Message.IsCall)
        {
            return new GatewayTooBusyException($"More than {MostWaiting} bytes wait to be sent to {Name}; {frame.Message.Body} was not sent.");
        }

        frame.Message.Connection = this;
        Interlocked.Add(ref waiting, frame.Length);
        queue.Enqueue(frame);
        if (Interlocked.CompareExchange(ref isPumping, 1, 0) == 0)
        {
            if (sentTogether <= 1 && cameTogether <= 1)
            {
                // Messages come one by one: whoever has one sends it himself, which saves the change of thread.
                _ = Pump();
            }
            else
            {
                // At the end of the common queue: what is about to run may have more to send, and all of it goes with one flush.
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            }
        }

        if (hasEnded)
        {
            // The frame slipped in while the connection ended.
            TellUnsent();
        }

        return null;
    }

    void IThreadPoolWorkItem.Execute() => _ = Pump();

    /// <summary>Hands on what comes until the connection ends.</summary>
    /// <param name="receive">Takes the head and body of a message, and keeps nothing of the bytes.</param>
    /// <param name="onEnd">Called at the end: why, and the messages that were taken but not sent.</param>
    public async Task Run(Action<ReadOnlyMemory<byte>> receive, Action<Exception, IReadOnlyList<Message>> onEnd)
    {
        ending = onEnd;
        try
        {
            await Read(receive);
            Close(new ConnectionFailedException($"{Name} has closed the connection."));
        }
        catch (Exception failure)
        {
            Close(new ConnectionFailedException($"The connection with {Name} broke: {failure.Message}", failure));
        }
        finally
        {
            hasEnded = true;
            onEnd(reason!, Drain());
            await link.DisposeAsync();
            ended.TrySetResult();
        }
    }

    /// <summary>Sends what was queued, then ends.</summary>
    public async Task Finish(TimeSpan patience)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        drained = done;
        Interlocked.MemoryBarrier();
        if (Interlocked.Read(ref waiting) > 0 && !isClosed)
        {
            await ((Task)done.Task).WaitAsync(patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (!isClosed)
        {
            Interlocked.CompareExchange(ref reason, new ConnectionFailedException($"The connection with {Name} was closed from here."), null);
            isClosed = true;
            await link.Finish();
        }

        await ended.Task.WaitAsync(patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Ends the connection; what has not been sent is not.</summary>
    public void Close(Exception why)
    {
        Interlocked.CompareExchange(ref reason, why, null);
        isClosed = true;
        link.Abort(why);
        Volatile.Read(ref drained)?.TrySetResult();
        Volatile.Read(ref relieved)?.TrySetResult();
    }

    private async Task Read(Action<ReadOnlyMemory<byte>> receive)
    {
        var input = link.Input;
        while (true)
        {
            var result = await input.ReadAsync();
            var buffer = result.Buffer;
            var frames = 0;
            while (FrameReader.TryRead(ref buffer, limits, out var payload))
            {
                // Known before the first of several is answered.
                frames++;
                cameTogether = buffer.IsEmpty ? frames : 2;
                Deliver(payload, receive);
            }

            input.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted || result.IsCanceled)
            {
                return;
            }

            // Only clients are made to wait: two silos that waited for each other would wait for ever.
            if (remote.Silo is null && Interlocked.Read(ref waiting) > MostWaiting)
            {
                await Relief();
            }
        }
    }

    private async Task Relief()
    {
        var relief = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref relieved, relief);
        Interlocked.MemoryBarrier();
        if (Interlocked.Read(ref waiting) > MostWaiting && !isClosed)
        {
            await relief.Task;
        }
    }

    private static void Deliver(ReadOnlySequence<byte> payload, Action<ReadOnlyMemory<byte>> receive)
    {
        if (payload.IsSingleSegment)
        {
            receive(payload.First);
            return;
        }

        var whole = ArrayPool<byte>.Shared.Rent((int)payload.Length);
        payload.CopyTo(whole);
        try
        {
            receive(whole.AsMemory(0, (int)payload.Length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(whole);
        }
    }

    private async Task Pump()
    {
        try
        {
            while (true)
            {
                // The caller may be a grain in its turn, which is not to carry the sending any further.
                await Send().ConfigureAwait(false);
                Volatile.Write(ref isPumping, 0);
                Interlocked.MemoryBarrier();
                if (isClosed || queue.IsEmpty || Interlocked.CompareExchange(ref isPumping, 1, 0) != 0)
                {
                    return;
                }
            }
        }
        catch (Exception failure)
        {
            Close(new ConnectionFailedException($"Could not send to {Name}: {failure.Message}", failure));
        }
    }

    private async ValueTask Send()
    {
        var unflushed = 0;
        var frames = 0;
        while (!isClosed)
        {
            if (queue.TryDequeue(out var frame))
            {
                frames++;
                link.Output.Write(frame.Bytes);
                unflushed += frame.Length;
                frame.Release();
            }
            else if (unflushed == 0)
            {
                return;
            }

            if (unflushed >= FlushAfter || queue.IsEmpty)
            {
                sentTogether = frames;
                await Flush(unflushed).ConfigureAwait(false);
                (unflushed, frames) = (0, 0);
            }
        }
    }

    private async ValueTask Flush(int length)
    {
        var result = await link.Output.FlushAsync().ConfigureAwait(false);
        var left = Interlocked.Add(ref waiting, -length);
        if (left == 0)
        {
            Volatile.Read(ref drained)?.TrySetResult();
        }

        if (left <= MostWaiting / 2)
        {
            Volatile.Read(ref relieved)?.TrySetResult();
        }

        if (result.IsCompleted)
        {
            throw new ConnectionFailedException($"{Name} does not receive any more.");
        }
    }

    private void TellUnsent()
    {
        if (Drain() is { Count: > 0 } unsent)
        {
            ending!(reason!, unsent);
        }
    }

    private List<Message> Drain()
    {
        var unsent = new List<Message>();
        while (queue.TryDequeue(out var frame))
        {
            unsent.Add(frame.Message);
            frame.Release();
        }

        return unsent;
    }
}
