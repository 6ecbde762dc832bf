using Orleans.Runtime;

namespace Orleans;

/// <summary>Marks interfaces of the runtime's own per-silo services.</summary>
public interface ISystemTarget : IAddressable;
