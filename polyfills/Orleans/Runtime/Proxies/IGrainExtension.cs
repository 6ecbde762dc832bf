namespace Orleans.Runtime;

/// <summary>Marks interfaces by which every grain can be called, beside its own.</summary>
public interface IGrainExtension : IAddressable;
