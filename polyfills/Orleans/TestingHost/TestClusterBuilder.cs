using Microsoft.Extensions.Configuration;

namespace Orleans.TestingHost;

/// <summary>Configures a cluster of several silos and a client by classes.</summary>
public class TestClusterBuilder
{
    private readonly List<Action<IConfigurationBuilder>> configuration = [];
    private readonly List<Func<object>> silos = [];
    private readonly List<Func<IClientBuilderConfigurator>> clients = [];

    /// <summary>A cluster of two silos.</summary>
    public TestClusterBuilder()
        : this(2)
    {
    }

    /// <summary>A cluster of so many silos.</summary>
    public TestClusterBuilder(short initialSilosCount) => Options = new() { InitialSilosCount = initialSilosCount };

    /// <summary>General settings.</summary>
    public TestClusterOptions Options { get; }

    /// <summary>Values of the hosts' configuration.</summary>
    public Dictionary<string, string?> Properties { get; } = [];

    /// <summary>Adds to the hosts' configuration.</summary>
    public TestClusterBuilder ConfigureHostConfiguration(Action<IConfigurationBuilder> configureDelegate)
    {
        configuration.Add(configureDelegate);
        return this;
    }

    /// <summary>Has a class configure each silo: an <see cref="ISiloConfigurator"/> or <see cref="IHostConfigurator"/>.</summary>
    /// <exception cref="ArgumentException">It is neither.</exception>
    public TestClusterBuilder AddSiloBuilderConfigurator<T>()
        where T : new()
    {
        if (!typeof(T).IsAssignableTo(typeof(ISiloConfigurator)) && !typeof(T).IsAssignableTo(typeof(IHostConfigurator)))
        {
            throw new ArgumentException($"{typeof(T)} is neither an {nameof(ISiloConfigurator)} nor an {nameof(IHostConfigurator)}.");
        }

        silos.Add(() => new T());
        return this;
    }

    /// <summary>Has a class configure the client.</summary>
    public TestClusterBuilder AddClientBuilderConfigurator<T>()
        where T : IClientBuilderConfigurator, new()
    {
        clients.Add(() => new T());
        return this;
    }

    /// <summary>Builds the cluster; <see cref="TestCluster.DeployAsync"/> starts it.</summary>
    public TestCluster Build() => new(Options, builder =>
    {
        builder.AddInMemoryCollection(Properties);
        configuration.ForEach(configure => configure(builder));
    }, silos, clients);
}
