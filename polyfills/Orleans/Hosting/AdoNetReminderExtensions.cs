using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Reminders;

namespace Orleans.Hosting;

/// <summary>Reminders that outlive all silos.</summary>
public static class SiloBuilderAdoNetReminderExtensions
{
    /// <summary>Keeps reminders in a database.</summary>
    public static ISiloBuilder UseAdoNetReminderService(this ISiloBuilder builder, Action<AdoNetReminderTableOptions> configureOptions) =>
        builder.UseAdoNetReminderService(options => options.Configure(configureOptions));

    /// <summary>Keeps reminders in a database.</summary>
    public static ISiloBuilder UseAdoNetReminderService(
        this ISiloBuilder builder, Action<OptionsBuilder<AdoNetReminderTableOptions>> configureOptions) =>
        builder.ConfigureServices(services =>
        {
            services.AddReminders();
            configureOptions?.Invoke(services.AddOptions<AdoNetReminderTableOptions>());
            services.Replace(ServiceDescriptor.Singleton<IReminderTable, AdoNetReminderTable>());
        });
}
