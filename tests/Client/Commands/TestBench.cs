using ReAgent.Client.Clusters;
using ReAgent.Client.Clusters.Local;
using ReAgent.Client.Commands;
using ReAgent.Client.Experiments;
using ReAgent.Client.Tests.Configuration;
using ReAgent.Client.Tests.Experiments;

namespace ReAgent.Client.Tests.Commands;

/// <summary>Runs command lines against a scripted experiment, in a folder of its own.</summary>
internal sealed class TestBench : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _errors = new() { NewLine = "\n" };

    public TestBench() => Experiment = new ScriptedExperiment(Time);

    public string Folder { get; } = Directory.CreateTempSubdirectory("reagent-client-").FullName;

    public ManualTime Time { get; } = new();

    public ScriptedExperiment Experiment { get; set; }

    /// <summary>A place of many experiments; null where the one is enough.</summary>
    public IExperimentHost? Host { get; set; }

    /// <summary>The cluster that answers; null when none does.</summary>
    public IClusterConnection? Cluster { get; set; }

    /// <summary>The cluster that was asked for.</summary>
    public ClusterTarget? Target { get; private set; }

    public ISiloLauncher? Launcher { get; set; }

    /// <summary>Environment variables.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>What the user answers; empty when nobody is there.</summary>
    public string Answer { get; set; } = "";

    public string Output => _output.ToString();

    public string Errors => _errors.ToString().Replace(Folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);

    /// <summary>Writes an experiment file and returns its path.</summary>
    public string File(string yaml, string name = "cartpole.yaml")
    {
        var path = Path.Combine(Folder, name);
        System.IO.File.WriteAllText(path, yaml);
        return path;
    }

    /// <summary>Presses Ctrl-C.</summary>
    public void PressCtrlC() => _stop.Cancel();

    public Task<int> Invoke(params string[] args) => CommandTree.Invoke(args, new ClientServices
    {
        Output = _output,
        Errors = _errors,
        Terminal = () => null,
        Format = () => new SmallFormat(),
        StartHost = (options, _) =>
        {
            Experiment.Options = options;
            return Task.FromResult(Host ?? Experiment);
        },
        Connect = (target, _, _) =>
        {
            Target = target;
            return Task.FromResult<IClusterConnection>(Cluster ?? throw new ClusterUnreachableException("Nobody answers."));
        },
        Input = new StringReader(Answer),
        CanAsk = () => Answer.Length > 0,
        Variable = name => Variables.GetValueOrDefault(name),
        Launcher = folder => Launcher ?? throw new InvalidOperationException("No silo is to be started here."),
        Zone = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(2), "test", "test"),
        StopSignal = () => new Signal(_stop.Token),
        Time = Time,
    });

    public void Dispose()
    {
        _stop.Dispose();
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private sealed record Signal(CancellationToken Requested) : IStopSignal
    {
        public void Dispose()
        {
        }
    }
}
