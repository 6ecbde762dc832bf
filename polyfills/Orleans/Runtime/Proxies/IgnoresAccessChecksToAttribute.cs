namespace System.Runtime.CompilerServices;

/// <summary>The runtime knows this name: an assembly that carries it sees the internal types of the named one, as generated code in it would.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class IgnoresAccessChecksToAttribute(string assemblyName) : Attribute
{
    public string AssemblyName { get; } = assemblyName;
}
