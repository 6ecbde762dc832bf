using Microsoft.Extensions.Logging;
using ReAgent.Data.Work;

namespace ReAgent.Grains.Work;

/// <summary>What a work grain needs of its silo.</summary>
public sealed record WorkServices(
    WorkCatalog Catalog, WorkStore Store, ComputePool Pool, DevicePool Devices, WorkLimits Limits, TimeProvider Time, ILogger<WorkGrain> Logger);
