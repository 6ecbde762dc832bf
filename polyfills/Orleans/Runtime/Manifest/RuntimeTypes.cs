using Orleans.Reminders;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>The runtime's own grains and interfaces, listed because reading all types of this assembly would take most of a silo's start.</summary>
internal static class RuntimeTypes
{
    public static IReadOnlyList<Type> All { get; } =
    [
        typeof(IManagementGrain), typeof(ManagementGrain),
        typeof(IMemoryStorageGrain), typeof(MemoryStorageGrain),
        typeof(IReminderTableGrain), typeof(ReminderTableGrain),
        typeof(IRemindable), typeof(IReminderTicker), typeof(ISiloControl), typeof(IClientDirectory), typeof(IEnumerationExtension),
        typeof(IMembershipAgent), typeof(IPrimaryMembershipTable), typeof(IDirectoryPartition),
    ];
}
