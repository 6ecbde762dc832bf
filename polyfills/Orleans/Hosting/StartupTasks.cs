using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Runtime
{
    /// <summary>Runs once as the silo starts; a failure fails the start.</summary>
    public interface IStartupTask
    {
        /// <summary>Runs.</summary>
        Task Execute(CancellationToken cancellationToken);
    }
}

namespace Orleans.Hosting
{
    using Orleans.Runtime;

    /// <summary>Runs things as a silo starts.</summary>
    public static class SiloBuilderStartupExtensions
    {
        /// <summary>Runs a task at a stage.</summary>
        public static ISiloBuilder AddStartupTask<TStartup>(this ISiloBuilder builder, int stage = ServiceLifecycleStage.Active)
            where TStartup : class, IStartupTask => builder.AddStartupTask(
                (services, token) => ActivatorUtilities.GetServiceOrCreateInstance<TStartup>(services).Execute(token), stage);

        /// <summary>Runs a task at a stage.</summary>
        public static ISiloBuilder AddStartupTask(this ISiloBuilder builder, IStartupTask startupTask, int stage = ServiceLifecycleStage.Active) =>
            builder.AddStartupTask((_, token) => startupTask.Execute(token), stage);

        /// <summary>Runs a function at a stage.</summary>
        public static ISiloBuilder AddStartupTask(
            this ISiloBuilder builder,
            Func<IServiceProvider, CancellationToken, Task> startupTask,
            int stage = ServiceLifecycleStage.Active) => builder.ConfigureServices(services =>
                services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(sp => new StartupTask(sp, startupTask, stage)));
    }

    /// <summary>A function as part of a silo's start.</summary>
    internal sealed class StartupTask(IServiceProvider services, Func<IServiceProvider, CancellationToken, Task> run, int stage)
        : ILifecycleParticipant<ISiloLifecycle>
    {
        public void Participate(ISiloLifecycle lifecycle) =>
            lifecycle.Subscribe<StartupTask>(stage, token => run(services, token));
    }
}
