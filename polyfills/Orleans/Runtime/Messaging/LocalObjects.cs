using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>The objects outside grains that grains can call: held weakly, each called once at a time.</summary>
internal sealed class LocalObjects(ILogger<LocalObjects> logger)
{
    private readonly ConcurrentDictionary<GrainId, LocalObject> objects = new();
    private long lastObject;

    /// <summary>Sends answers; set by the process's message centre.</summary>
    public Action<Message, Response> SendAnswer { get; set; } = static (_, _) => { };

    /// <summary>Gives an object an address.</summary>
    public GrainId Add(GrainId client, object target)
    {
        var id = ClientIdentity.OfObject(client, Interlocked.Increment(ref lastObject));
        objects[id] = new(target);
        return id;
    }

    public bool Remove(GrainId id) => objects.TryRemove(id, out _);

    public void Receive(Message message)
    {
        if (!objects.TryGetValue(message.TargetGrain, out var local) || local.Target is null)
        {
            objects.TryRemove(message.TargetGrain, out _);
            Answer(message, Response.FromException(new ClientNotAvailableException(
                $"The object {message.TargetGrain} is gone. References hold their objects weakly: keep the object alive yourself.")));
            return;
        }

        local.Enqueue(message, this);
    }

    private void Answer(Message message, Response response)
    {
        if (message.Kind == MessageKind.Request)
        {
            SendAnswer(message, response);
        }
        else if (response.Exception is { } failure)
        {
            MessagingLog.OneWayFailed(logger, failure, message.Body, message.TargetGrain);
        }
    }

    private sealed class LocalObject(object target) : ITargetHolder
    {
        private readonly WeakReference<object> reference = new(target);
        private readonly Queue<Message> waiting = new();
        private bool isRunning;

        public object? Target => reference.TryGetTarget(out var present) ? present : null;

        public TTarget? GetTarget<TTarget>()
            where TTarget : class => Target as TTarget;

        public TComponent? GetComponent<TComponent>()
            where TComponent : class => null;

        public void Enqueue(Message message, LocalObjects owner)
        {
            lock (waiting)
            {
                waiting.Enqueue(message);
                if (isRunning)
                {
                    return;
                }

                isRunning = true;
            }

            ThreadPool.UnsafeQueueUserWorkItem(static state => _ = state.Local.Run(state.Owner), (Local: this, Owner: owner), preferLocal: false);
        }

        private async Task Run(LocalObjects owner)
        {
            while (true)
            {
                Message? message;
                lock (waiting)
                {
                    if (!waiting.TryDequeue(out message))
                    {
                        isRunning = false;
                        return;
                    }
                }

                owner.Answer(message, await Invoke((GrainRequest)message.Body!, message));
            }
        }

        private async ValueTask<Response> Invoke(GrainRequest request, Message message)
        {
            try
            {
                RequestContext.Properties = message.Context;
                request.SetTarget(this);
                return request.GetTarget() is null
                    ? Response.FromException(new ClientNotAvailableException($"The object {message.TargetGrain} is gone."))
                    : await request.Invoke();
            }
            catch (Exception failure)
            {
                return Response.FromException(failure);
            }
        }
    }
}
