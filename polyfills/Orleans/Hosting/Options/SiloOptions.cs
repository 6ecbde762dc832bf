namespace Orleans.Configuration;

/// <summary>Settings of one silo.</summary>
public class SiloOptions
{
    /// <summary>Name of the silo; generated when null.</summary>
    public string? SiloName { get; set; }
}
