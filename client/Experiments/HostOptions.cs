namespace ReAgent.Client.Experiments;

/// <summary>What a silo in this process is told.</summary>
/// <param name="DataRoot">Folder under which everything is read and written.</param>
/// <param name="Workers">How many pieces of work may run at once.</param>
internal sealed record HostOptions(string DataRoot, int Workers);
