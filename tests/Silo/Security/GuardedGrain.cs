using System.Runtime.CompilerServices;
using Orleans;
using Orleans.Runtime;
using ReAgent.Contracts.Security;

namespace ReAgent.Silo.Tests.Security;

/// <summary>A grain with a method of each kind.</summary>
public interface IGuardedGrain : IGrainWithStringKey
{
    [RequiresRole(Role.Viewer)]
    Task<string> Look();

    [RequiresRole(Role.Operator)]
    Task Start();

    [RequiresRole(Role.Administrator)]
    Task Delete();

    Task Inside();

    [RequiresRole(Role.Operator)]
    IAsyncEnumerable<int> Count(int until, CancellationToken cancellationToken);

    [RequiresRole(Role.Viewer)]
    Task<bool> ReachesInside(string other);

    [RequiresRole(Role.Viewer)]
    Task<bool> SeesToken();
}

/// <summary>An interface that is open as a whole.</summary>
[RequiresRole(Role.Viewer)]
public interface IOpenGrain : IGrainWithStringKey
{
    Task<string> Look();
}

/// <summary>An interface that says nothing of callers from outside.</summary>
public interface IClosedGrain : IGrainWithStringKey
{
    Task<string> Look();
}

/// <inheritdoc cref="IGuardedGrain"/>
public sealed class GuardedGrain : Grain, IGuardedGrain, IOpenGrain, IClosedGrain
{
    public Task<string> Look() => Task.FromResult("seen");

    public Task Start() => Task.CompletedTask;

    public Task Delete() => Task.CompletedTask;

    public Task Inside() => Task.CompletedTask;

    public async IAsyncEnumerable<int> Count(int until, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var number = 0; number < until; number++)
        {
            await Task.Yield();
            yield return number;
        }
    }

    public async Task<bool> ReachesInside(string other)
    {
        await GrainFactory.GetGrain<IGuardedGrain>(other).Inside();
        return true;
    }

    public Task<bool> SeesToken() => Task.FromResult(RequestContext.Get(CallerToken.ContextKey) is not null);
}
