namespace ReAgent.Contracts.Scheduling;

/// <summary>What silos say of themselves in their metadata, so that work finds the silo that can do it.</summary>
public static class SiloTraits
{
    /// <summary>Metadata key: what the silo is for, separated by commas; <see cref="DataRole"/>, <see cref="TrainerRole"/> or both.</summary>
    public const string RolesKey = "reagent.roles";

    /// <summary>Metadata key: how many pieces of work may run on the silo at once.</summary>
    public const string WorkersKey = "reagent.workers";

    /// <summary>Metadata key: the silo's accelerators, separated by commas (<c>cuda:0,cuda:1</c>); empty when it has none.</summary>
    public const string DevicesKey = "reagent.devices";

    /// <summary>Metadata key: the silo's name.</summary>
    public const string NameKey = "reagent.name";

    /// <summary>Collects, scans, sorts, normalizes, evaluates, publishes.</summary>
    public const string DataRole = "data";

    /// <summary>Trains.</summary>
    public const string TrainerRole = "trainer";

    /// <summary>The processor, which every silo has; it is shared up to the silo's number of workers.</summary>
    public const string Cpu = "cpu";
}
