using Orleans.Runtime;

namespace Orleans;

/// <summary>Marks interfaces whose implementations live outside grains and are called back by grains.</summary>
public interface IGrainObserver : IAddressable;
