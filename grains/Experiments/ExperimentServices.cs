using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ReAgent.Data.Work;
using ReAgent.Grains.Work;

namespace ReAgent.Grains.Experiments;

/// <summary>What an experiment grain needs of its silo.</summary>
public sealed record ExperimentServices(
    ExperimentConfigReader Configs, WorkCatalog Catalog, WorkStore Store, ComputePool Pool, WorkLimits Limits, IHostApplicationLifetime Silo, TimeProvider Time, ILogger<ExperimentGrain> Logger);
