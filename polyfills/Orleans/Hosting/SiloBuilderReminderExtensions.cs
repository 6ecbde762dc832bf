using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Reminders;
using Orleans.Runtime;
using Orleans.Timers;

namespace Orleans.Hosting;

/// <summary>Registers reminders.</summary>
public static class SiloBuilderReminderExtensions
{
    /// <summary>Registers the reminder service; a table is registered beside it.</summary>
    public static ISiloBuilder AddReminders(this ISiloBuilder builder) => builder.ConfigureServices(services => services.AddReminders());

    /// <summary>Registers the reminder service; a table is registered beside it.</summary>
    public static IServiceCollection AddReminders(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(ReminderService)))
        {
            return services;
        }

        services.AddSingleton<ReminderService>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(sp => sp.GetRequiredService<ReminderService>());
        services.TryAddSingleton<IReminderRegistry, ReminderRegistry>();
        return services;
    }

    /// <summary>Keeps reminders in memory, in a grain of the cluster.</summary>
    public static ISiloBuilder UseInMemoryReminderService(this ISiloBuilder builder) => builder.ConfigureServices(services =>
    {
        services.AddReminders();
        services.TryAddSingleton<IReminderTable, InMemoryReminderTable>();
    });
}
