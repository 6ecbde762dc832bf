using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using ReAgent.Contracts.Security;

namespace ReAgent.Silo.Security;

/// <summary>Sends a client's token with every call that it makes.</summary>
public sealed class CallerTokenSender(string token) : IOutgoingGrainCallFilter
{
    /// <summary>Has a client send its token.</summary>
    public static void Use(IClientBuilder client, string token) => client.AddOutgoingGrainCallFilter(new CallerTokenSender(token));

    /// <inheritdoc/>
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        RequestContext.Set(CallerToken.ContextKey, token);
        await context.Invoke();
    }
}
