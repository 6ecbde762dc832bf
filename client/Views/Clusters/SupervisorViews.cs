using System.Globalization;
using ReAgent.Client.Clusters.Local;

namespace ReAgent.Client.Views.Clusters;

/// <summary>Shows what happens to the silos of a cluster on this machine.</summary>
internal interface ISupervisorView : ISupervisorWatcher
{
    /// <summary>Every silo takes clients.</summary>
    void Ready(ClusterPlan cluster);

    /// <summary>The user asked to stop.</summary>
    void Stopping();
}

/// <summary>A line for people for each thing that happens.</summary>
internal sealed class SupervisorText(TextWriter output, ClusterFolder folder) : ISupervisorView
{
    /// <summary>How to stop a cluster that has a terminal.</summary>
    public const string UntilCtrlC = "Stop it: Ctrl-C here";

    /// <summary>How to stop a cluster that has none.</summary>
    public const string UntilDown = "Stop it: reagent cluster down";

    private readonly Lock _line = new();

    /// <inheritdoc/>
    public void Up(SiloPlan silo, int processId) => Say(
        $"{silo.Name}  clients {silo.Gateway}  health http://127.0.0.1:{silo.HttpPort.ToString(CultureInfo.InvariantCulture)}/health/ready  process {processId}  log {Path.GetRelativePath(folder.DataRoot, folder.LogOf(silo.Name))}");

    /// <inheritdoc/>
    public void Ended(SiloPlan silo, int exitCode, TimeSpan? startsAgainIn) => Say(startsAgainIn is { } pause
        ? $"{silo.Name}  ended: {SiloEnd.Reason(exitCode)}. It is started again in {ProgressText.Duration(pause)}; its log: {folder.LogOf(silo.Name)}"
        : $"{silo.Name}  ended: {SiloEnd.Reason(exitCode)}. The cluster is given up. The end of {folder.LogOf(silo.Name)}:{Environment.NewLine}{LogTail.Of(folder.LogOf(silo.Name))}");

    /// <inheritdoc/>
    public void Stopped(SiloPlan silo, int exitCode) => Say($"{silo.Name}  stopped{(exitCode == 0 ? "" : $", but not in good order: {SiloEnd.Reason(exitCode)}")}");

    /// <inheritdoc/>
    public void Ready(ClusterPlan cluster) => Say(
        $"{cluster.Silos.Length} silo{(cluster.Silos.Length == 1 ? " is" : "s are")} up, with {cluster.Workers} worker{(cluster.Workers == 1 ? "" : "s")} each. Run on them: reagent run <config>, in {folder.DataRoot}, "
        + $"or anywhere on this machine with --cluster {string.Join(',', cluster.Silos.Select(silo => silo.Gateway))}. See them: reagent cluster status. {UntilCtrlC}");

    /// <inheritdoc/>
    public void Stopping() => Say("Stopping the silos in good order. Ctrl-C again leaves them to it.");

    private void Say(string text)
    {
        lock (_line)
        {
            output.WriteLine(text);
            output.Flush();
        }
    }
}

/// <summary>A JSON line for each thing that happens: <c>up</c>, <c>ready</c>, <c>ended</c>, <c>stopping</c>, <c>stopped</c>.</summary>
internal sealed class SupervisorJson(TextWriter output) : ISupervisorView
{
    private readonly Lock _line = new();

    /// <inheritdoc/>
    public void Up(SiloPlan silo, int processId) => Say("up", silo.Name, json =>
    {
        json.WriteString("gateway", silo.Gateway.ToString());
        json.WriteNumber("http_port", silo.HttpPort);
        json.WriteNumber("process", processId);
    });

    /// <inheritdoc/>
    public void Ended(SiloPlan silo, int exitCode, TimeSpan? startsAgainIn) => Say("ended", silo.Name, json =>
    {
        json.WriteNumber("exit_code", exitCode);
        json.WriteString("reason", SiloEnd.Reason(exitCode));
        json.Optional("starts_again_in_seconds", startsAgainIn?.TotalSeconds);
    });

    /// <inheritdoc/>
    public void Stopped(SiloPlan silo, int exitCode) => Say("stopped", silo.Name, json => json.WriteNumber("exit_code", exitCode));

    /// <inheritdoc/>
    public void Ready(ClusterPlan cluster) => Say("ready", null, json =>
    {
        json.WriteString("cluster_id", cluster.ClusterId);
        json.Texts("gateways", cluster.Silos.Select(silo => silo.Gateway.ToString()));
    });

    /// <inheritdoc/>
    public void Stopping() => Say("stopping", null, _ => { });

    private void Say(string kind, string? silo, Action<System.Text.Json.Utf8JsonWriter> members)
    {
        var text = JsonText.Object(json =>
        {
            json.WriteString("event", kind);
            if (silo is not null)
            {
                json.WriteString("silo", silo);
            }

            members(json);
        });
        lock (_line)
        {
            output.WriteLine(text);
            output.Flush();
        }
    }
}
