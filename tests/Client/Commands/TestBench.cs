using ReAgent.Client.Commands;
using ReAgent.Client.Experiments;
using ReAgent.Client.Tests.Configuration;
using ReAgent.Client.Tests.Experiments;

namespace ReAgent.Client.Tests.Commands;

/// <summary>Runs command lines against a scripted experiment, in a folder of its own.</summary>
internal sealed class TestBench : IDisposable, IStopSignal
{
    private readonly CancellationTokenSource _stop = new();
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _errors = new() { NewLine = "\n" };

    public TestBench() => Experiment = new ScriptedExperiment(Time);

    public string Folder { get; } = Directory.CreateTempSubdirectory("reagent-client-").FullName;

    public ManualTime Time { get; } = new();

    public ScriptedExperiment Experiment { get; set; }

    public string Output => _output.ToString();

    public string Errors => _errors.ToString().Replace(Folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);

    public CancellationToken Requested => _stop.Token;

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
            return Task.FromResult<IExperimentHost>(Experiment);
        },
        StopSignal = () => this,
        Time = Time,
    });

    /// <summary>The bench is its own stop signal, which a command disposes of when it ends; the folder goes with the last use.</summary>
    public void Dispose()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
