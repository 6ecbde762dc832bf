using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>A call of a method that returns nothing.</summary>
internal abstract class VoidRequest<TTarget>(GrainMethod method) : GrainRequest<TTarget>(method)
    where TTarget : class
{
    public abstract void InvokeTarget();

    public sealed override ValueTask<Response> Invoke()
    {
        try
        {
            InvokeTarget();
            return new(Response.Completed);
        }
        catch (Exception failure)
        {
            return new(Response.FromException(failure));
        }
    }
}

/// <summary>A call of a method that returns a task.</summary>
internal abstract class TaskRequest<TTarget>(GrainMethod method) : GrainRequest<TTarget>(method)
    where TTarget : class
{
    public abstract Task InvokeTarget();

    public sealed override ValueTask<Response> Invoke()
    {
        try
        {
            var task = InvokeTarget();
            return task.IsCompletedSuccessfully ? new(Response.Completed) : Finish(task);
        }
        catch (Exception failure)
        {
            return new(Response.FromException(failure));
        }
    }

    private static async ValueTask<Response> Finish(Task task)
    {
        try
        {
            await task;
            return Response.Completed;
        }
        catch (Exception failure)
        {
            return Response.FromException(failure);
        }
    }
}

/// <summary>A call of a method that returns a task with a result.</summary>
internal abstract class TaskRequest<TTarget, TResult>(GrainMethod method) : GrainRequest<TTarget>(method)
    where TTarget : class
{
    public abstract Task<TResult> InvokeTarget();

    public sealed override ValueTask<Response> Invoke()
    {
        try
        {
            var task = InvokeTarget();
            return task.IsCompletedSuccessfully ? new(Response.FromResult(task.Result)) : Finish(task);
        }
        catch (Exception failure)
        {
            return new(Response.FromException(failure));
        }
    }

    private static async ValueTask<Response> Finish(Task<TResult> task)
    {
        try
        {
            return Response.FromResult(await task);
        }
        catch (Exception failure)
        {
            return Response.FromException(failure);
        }
    }
}

/// <summary>A call of a method that returns a value task.</summary>
internal abstract class ValueTaskRequest<TTarget>(GrainMethod method) : GrainRequest<TTarget>(method)
    where TTarget : class
{
    public abstract ValueTask InvokeTarget();

    public sealed override ValueTask<Response> Invoke()
    {
        try
        {
            var task = InvokeTarget();
            if (!task.IsCompletedSuccessfully)
            {
                return Finish(task);
            }

            task.GetAwaiter().GetResult();
            return new(Response.Completed);
        }
        catch (Exception failure)
        {
            return new(Response.FromException(failure));
        }
    }

    private static async ValueTask<Response> Finish(ValueTask task)
    {
        try
        {
            await task;
            return Response.Completed;
        }
        catch (Exception failure)
        {
            return Response.FromException(failure);
        }
    }
}

/// <summary>A call of a method that returns a value task with a result.</summary>
internal abstract class ValueTaskRequest<TTarget, TResult>(GrainMethod method) : GrainRequest<TTarget>(method)
    where TTarget : class
{
    public abstract ValueTask<TResult> InvokeTarget();

    public sealed override ValueTask<Response> Invoke()
    {
        try
        {
            var task = InvokeTarget();
            return task.IsCompletedSuccessfully ? new(Response.FromResult(task.Result)) : Finish(task);
        }
        catch (Exception failure)
        {
            return new(Response.FromException(failure));
        }
    }

    private static async ValueTask<Response> Finish(ValueTask<TResult> task)
    {
        try
        {
            return Response.FromResult(await task);
        }
        catch (Exception failure)
        {
            return Response.FromException(failure);
        }
    }
}
