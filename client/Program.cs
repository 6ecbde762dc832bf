using ReAgent.Client.Clusters;
using ReAgent.Client.Commands;
using ReAgent.Client.Configuration;
using ReAgent.Client.Experiments;
using ReAgent.Silo.Telemetry;
using Spectre.Console;

// The top of the trace of everything that the command sets off, when the environment asks for telemetry (OTEL_*).
using var telemetry = ClientTelemetry.Start(args.FirstOrDefault() ?? "help");
var exitCode = await CommandTree.Invoke(args, new ClientServices
{
    Output = Console.Out,
    Errors = Console.Error,
    Terminal = () => !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities is { Ansi: true, Interactive: true } ? AnsiConsole.Console : null,
    Format = () => new ExperimentFormat(),
    StartHost = (options, verbose) => EmbeddedSilo.Start(options, verbose, telemetry.AddTo),
    Connect = RemoteCluster.Connect,
    Input = Console.In,
    CanAsk = () => !Console.IsInputRedirected && !Console.IsOutputRedirected,
    Variable = Environment.GetEnvironmentVariable,
    StopSignal = () => new StopSignal(),
});
telemetry.End(exitCode);
return exitCode;
