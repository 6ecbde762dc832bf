namespace Orleans.Runtime;

/// <summary>Carries out the calls of grain references, and makes references by other interfaces.</summary>
internal abstract class GrainReferenceRuntime
{
    public abstract object Cast(GrainReference reference, Type interfaceType);
}
