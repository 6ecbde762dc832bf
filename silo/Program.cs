using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ReAgent.Silo;

// A silo in a process of its own. Its options come from the environment: REAGENT_DATA_ROOT, REAGENT_WORKERS, REAGENT_SILO_NAME.
var options = new SiloOptions();
if (Environment.GetEnvironmentVariable("REAGENT_DATA_ROOT") is { Length: > 0 } dataRoot)
{
    options = options with { DataRoot = dataRoot };
}

if (Environment.GetEnvironmentVariable("REAGENT_WORKERS") is { Length: > 0 } workers)
{
    if (!int.TryParse(workers, out var count) || count < 1)
    {
        await Console.Error.WriteLineAsync($"REAGENT_WORKERS is '{workers}'; a whole number of 1 or more is wanted.");
        return 2;
    }

    options = options with { Workers = count };
}

if (Environment.GetEnvironmentVariable("REAGENT_SILO_NAME") is { Length: > 0 } name)
{
    options = options with { Name = name };
}

await SiloHost.BuildStandalone(options, logging => logging.AddSimpleConsole()).RunAsync();
return 0;
