namespace Orleans.Runtime;

/// <summary>Marks attributes that describe what a grain's constructor parameter is to be given.</summary>
public interface IFacetMetadata;
