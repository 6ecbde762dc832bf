using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>Connects a client as its host starts, and disconnects it as the host stops.</summary>
internal sealed class ClusterClientHost(
    IServiceProvider services, ClientMessageCenter messages, ClusterClientLifecycle lifecycle, CallRegistry calls, ILogger<ClusterClientHost> logger)
    : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        lifecycle.Subscribe<ClusterClientHost>(ServiceLifecycleStage.RuntimeInitialize, Connect);
        foreach (var participant in services.GetServices<ILifecycleParticipant<IClusterClientLifecycle>>())
        {
            participant.Participate(lifecycle);
        }

        await lifecycle.OnStart(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await lifecycle.OnStop(cancellationToken);
        messages.Disconnect();
        calls.FailWhere(static _ => true, message => new SiloUnavailableException($"The client was stopped; {message.Body} was under way."));
    }

    private async Task Connect(CancellationToken cancellationToken)
    {
        var filter = services.GetService<IClientConnectionRetryFilter>();
        while (true)
        {
            try
            {
                await messages.Connect(cancellationToken);
                return;
            }
            catch (SiloUnavailableException failure) when (filter is not null)
            {
                ClientLog.ConnectionFailed(logger, failure);
                if (!await filter.ShouldRetryConnectionAttempt(failure, cancellationToken))
                {
                    throw;
                }
            }
        }
    }
}
