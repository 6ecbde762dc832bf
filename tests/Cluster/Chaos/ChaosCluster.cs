using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using ReAgent.Contracts.Experiments;

namespace ReAgent.Cluster.Tests.Chaos;

/// <summary>Three silos and a PostgreSQL server, each in a process of its own, to which things happen.</summary>
public sealed class ChaosCluster : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(500);

    private readonly string _folder = Directory.CreateTempSubdirectory("reagent-chaos-").FullName;
    private readonly PostgreSqlServer _database = new();
    private readonly List<Task> _aftermath = [];
    private readonly Action<string> _say;
    private SiloProcess[] _silos = [];
    private IHost? _client;

    public ChaosCluster(Action<string> say) => _say = say;

    public string DataRoot => Path.Combine(_folder, "data");

    public IReadOnlyList<SiloProcess> Silos => _silos;

    private IGrainFactory Grains => _client!.Services.GetRequiredService<IGrainFactory>();

    public async Task Start(int silos)
    {
        Directory.CreateDirectory(DataRoot);
        await _database.Create();
        _silos = [.. Enumerable.Range(0, silos).Select(index => new SiloProcess($"silo-{index}", DataRoot, _database.Connection, Path.Combine(_folder, $"silo-{index}.log")))];
        foreach (var silo in _silos)
        {
            silo.Start();
        }

        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseOrleansClient(client => client
            .UseStaticClustering([.. _silos.Select(silo => new IPEndPoint(IPAddress.Loopback, silo.GatewayPort))])
            .Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (SiloProcess.ClusterId, "reagent"))
            .Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = TimeSpan.FromSeconds(1))
            .UseConnectionRetryFilter(async (_, cancellationToken) =>
            {
                await Task.Delay(Between, cancellationToken);
                return _silos.All(silo => silo.IsAlive);
            }));
        _client = builder.Build();
        try
        {
            await _client.StartAsync().WaitAsync(TimeSpan.FromSeconds(60));
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"The cluster did not start: {failure.Message}\n{Logs()}", failure);
        }
    }

    /// <summary>Starts an experiment, insisting.</summary>
    public Task<ExperimentStatus> Begin(ExperimentSpec spec) => Insist(() => Grains.GetGrain<IExperimentGrain>(spec.Name).Start(spec, CancellationToken.None));

    /// <summary>Waits for the end of an experiment, insisting.</summary>
    public async Task<ExperimentStatus> End(string name)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var status = await Insist(() => Grains.GetGrain<IExperimentGrain>(name).Status());
            if (status.State != ExperimentState.Running)
            {
                return status;
            }

            if (patience.IsCancellationRequested)
            {
                throw new TimeoutException($"'{name}' has not ended: {string.Join("; ", status.Stages.Select(stage => $"{stage.Stage} {stage.State} {stage.Progress.Completed}/{stage.Progress.Total} {stage.Note}"))}\n{Logs()}");
            }

            await Task.Delay(Between);
        }
    }

    public Task<IEnumerable<ExperimentSummary>> List() => Insist(async () => (IEnumerable<ExperimentSummary>)await Grains.GetGrain<IExperimentDirectoryGrain>(0).List());

    /// <summary>Has things happen, one after the other, until all have or the token is cancelled; their aftermath goes on meanwhile.</summary>
    public async Task Suffer(IEnumerable<Blow> blows, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var blow in blows)
            {
                await Task.Delay(blow.After, cancellationToken);
                _say(blow.ToString());
                await Strike(blow);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _say("The experiments ended before all of it happened.");
        }
    }

    /// <summary>Waits until everything is whole again.</summary>
    public async Task Recover()
    {
        await Task.WhenAll(_aftermath);
        foreach (var silo in _silos.Where(silo => !silo.IsAlive))
        {
            silo.Start();
        }
    }

    /// <summary>The last lines of the silos' logs.</summary>
    public string Logs() => string.Join('\n', _silos.Select(silo =>
        $"--- {silo.Name}: {(silo.IsAlive ? "alive" : $"ended with {silo.ExitCode}")}\n" + string.Join('\n', LastLines(Path.Combine(_folder, silo.Name + ".log"), 25))));

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_aftermath);
        if (_client is not null)
        {
            await _client.StopAsync();
            await ((IAsyncDisposable)_client).DisposeAsync();
        }

        foreach (var silo in _silos)
        {
            silo.Dispose();
        }

        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static IEnumerable<string> LastLines(string path, int count) => File.Exists(path) ? File.ReadLines(path).TakeLast(count) : [];

    private async Task Strike(Blow blow)
    {
        var silo = _silos[blow.Silo];
        switch (blow.What)
        {
            case Mishap.Kill:
                await silo.Kill();
                Later(blow.For, () => Again(silo));
                break;
            case Mishap.KillAll:
                await Task.WhenAll(_silos.Select(each => each.Kill()));
                foreach (var each in _silos)
                {
                    Later(blow.For, () => Again(each));
                }

                break;
            case Mishap.Terminate:
                Later(TimeSpan.Zero, async () =>
                {
                    if (silo.IsAlive)
                    {
                        await silo.Terminate();
                    }

                    await Task.Delay(blow.For);
                    await Again(silo);
                });
                break;
            case Mishap.Hold:
                await silo.Hold();
                Later(blow.For, silo.Release);
                break;
            case Mishap.Cut:
                await silo.Cut();
                break;
            case Mishap.Database:
                await _database.Stop();
                await Task.Delay(blow.For);
                await _database.Start();
                break;
            case Mishap.FullDisk:
                using (var ballast = Ballast.Fill(DataRoot))
                {
                    await Task.Delay(blow.For);
                }

                break;
        }

        // A silo that lost its place ends by itself, and is started again by whatever keeps the cluster.
        foreach (var ended in _silos.Where(each => each.ExitCode is not null))
        {
            Later(TimeSpan.FromSeconds(1), () => Again(ended));
        }
    }

    private void Later(TimeSpan after, Func<Task> act) => _aftermath.Add(Task.Run(async () =>
    {
        await Task.Delay(after);
        await act();
    }));

    private static Task Again(SiloProcess silo)
    {
        lock (silo)
        {
            if (!silo.IsAlive)
            {
                silo.Start();
            }
        }

        return Task.CompletedTask;
    }

    private async Task<T> Insist<T>(Func<Task<T>> ask)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (Exception away) when (!patience.IsCancellationRequested && away is TimeoutException or OrleansException or InvalidOperationException { Message: not null } && away.Message is { } why)
            {
                _say($"asked in vain: {why.Split('\n')[0]}");
                foreach (var ended in _silos.Where(each => each.ExitCode is 3))
                {
                    await Again(ended);
                }

                await Task.Delay(Between);
            }
        }
    }
}
