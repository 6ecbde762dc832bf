using ReAgent.Client.Clusters;
using ReAgent.Client.Commands;
using ReAgent.Client.Configuration;
using ReAgent.Client.Experiments;
using Spectre.Console;

return await CommandTree.Invoke(args, new ClientServices
{
    Output = Console.Out,
    Errors = Console.Error,
    Terminal = () => !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities is { Ansi: true, Interactive: true } ? AnsiConsole.Console : null,
    Format = () => new ExperimentFormat(),
    StartHost = EmbeddedSilo.Start,
    Connect = RemoteCluster.Connect,
    Input = Console.In,
    CanAsk = () => !Console.IsInputRedirected && !Console.IsOutputRedirected,
    Variable = Environment.GetEnvironmentVariable,
    StopSignal = () => new StopSignal(),
});
