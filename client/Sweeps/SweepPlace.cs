namespace ReAgent.Client.Sweeps;

/// <summary>What a sweep is called, and where it goes.</summary>
/// <param name="Name">Name of the sweep.</param>
/// <param name="DataRoot">The data root of the process.</param>
/// <param name="Folder">Folder of everything that comes out, relative to the data root.</param>
/// <param name="Base">What relative paths in the config are relative to, itself relative to the data root.</param>
internal sealed record SweepPlace(string Name, string DataRoot, string Folder, string Base)
{
    /// <summary>The summary for programs.</summary>
    public string SummaryPath => Path.Combine(DataRoot, Folder, "sweep.json");
}
