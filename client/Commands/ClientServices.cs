using ReAgent.Client.Clusters;
using ReAgent.Client.Clusters.Local;
using ReAgent.Client.Configuration;
using ReAgent.Client.Experiments;
using ReAgent.Client.Views;
using ReAgent.Client.Views.Sweeps;
using Spectre.Console;

namespace ReAgent.Client.Commands;

/// <summary>What the commands are given to work with, so that each can be put in the place of another.</summary>
/// <remarks>Everything that takes time to build is a function: <c>--help</c> needs none of it.</remarks>
internal sealed record ClientServices
{
    /// <summary>Standard output.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Standard error.</summary>
    public required TextWriter Errors { get; init; }

    /// <summary>The terminal; null when standard output is a pipe or a file.</summary>
    public required Func<IAnsiConsole?> Terminal { get; init; }

    /// <summary>Knows experiment files.</summary>
    public required Func<IExperimentFormat> Format { get; init; }

    /// <summary>Starts the place where experiments live.</summary>
    public required Func<HostOptions, bool, Task<IExperimentHost>> StartHost { get; init; }

    /// <summary>Connects to a cluster.</summary>
    public required Func<ClusterTarget, TextWriter, bool, Task<IClusterConnection>> Connect { get; init; }

    /// <summary>Listens for the user's wish to stop.</summary>
    public required Func<IStopSignal> StopSignal { get; init; }

    /// <summary>Standard input.</summary>
    public TextReader Input { get; init; } = TextReader.Null;

    /// <summary>True when a person can answer questions: standard input and output are a terminal.</summary>
    public Func<bool> CanAsk { get; init; } = () => false;

    /// <summary>Values of environment variables.</summary>
    public Func<string, string?> Variable { get; init; } = _ => null;

    /// <summary>Starts the silos of a cluster on this machine.</summary>
    public Func<ClusterFolder, ISiloLauncher> Launcher { get; init; } = folder => new SiloLauncher(folder);

    /// <summary>The time zone that people are told times in.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Local;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The view that the options ask for: JSON lines, silence, a live terminal, or plain lines.</summary>
    public IRunView View(bool json, bool quiet) =>
        json ? new JsonLinesView(Output)
        : quiet ? new QuietView(Errors)
        : Terminal() is { } terminal ? new LiveView(terminal, Errors)
        : new PlainView(Output, Errors, Time);

    /// <summary>The same for a sweep, which a live terminal sees as plain lines: many trials move at once.</summary>
    public ISweepView SweepView(bool json, bool quiet) =>
        json ? new SweepJsonLinesView(Output)
        : quiet ? new SweepQuietView(Errors)
        : new SweepTextView(Output, Errors, Time);
}
