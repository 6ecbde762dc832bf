using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans;

/// <summary>A call, as filters see it.</summary>
public interface IGrainCallContext
{
    /// <summary>Method and arguments.</summary>
    IInvokable Request { get; }

    /// <summary>The grain, or the reference through which it is called.</summary>
    object Grain { get; }

    /// <summary>Who calls; null when it is not a grain.</summary>
    GrainId? SourceId { get; }

    /// <summary>Who is called.</summary>
    GrainId TargetId { get; }

    /// <summary>The interface of the reference.</summary>
    GrainInterfaceType InterfaceType { get; }

    /// <summary>Full name of the interface that declares the method.</summary>
    string InterfaceName { get; }

    /// <summary>Name of the method.</summary>
    string MethodName { get; }

    /// <summary>The method of the interface.</summary>
    MethodInfo InterfaceMethod { get; }

    /// <summary>The result, which filters may replace.</summary>
    object? Result { get; set; }

    /// <summary>Result or failure.</summary>
    Response? Response { get; set; }

    /// <summary>Goes on: to the next filter, or to the grain. Throws what the grain threw.</summary>
    Task Invoke();
}

/// <summary>A call in the silo of its target.</summary>
public interface IIncomingGrainCallContext : IGrainCallContext
{
    /// <summary>The activation that is called.</summary>
    IGrainContext TargetContext { get; }

    /// <summary>The method of the class.</summary>
    MethodInfo ImplementationMethod { get; }
}

/// <summary>A call where it is made.</summary>
public interface IOutgoingGrainCallContext : IGrainCallContext
{
    /// <summary>The activation that calls; null when it is not a grain.</summary>
    IGrainContext? SourceContext { get; }
}

/// <summary>Runs around each call of a grain, in the silo of the grain. Grain classes may implement it for themselves.</summary>
public interface IIncomingGrainCallFilter
{
    /// <summary>Runs; goes on with <see cref="IGrainCallContext.Invoke"/>.</summary>
    Task Invoke(IIncomingGrainCallContext context);
}

/// <summary>Runs around each call that a process makes.</summary>
public interface IOutgoingGrainCallFilter
{
    /// <summary>Runs; goes on with <see cref="IGrainCallContext.Invoke"/>.</summary>
    Task Invoke(IOutgoingGrainCallContext context);
}

/// <summary>An <see cref="IIncomingGrainCallFilter"/> as a function.</summary>
public delegate Task IncomingGrainCallFilterDelegate(IIncomingGrainCallContext context);

/// <summary>An <see cref="IOutgoingGrainCallFilter"/> as a function.</summary>
public delegate Task OutgoingGrainCallFilterDelegate(IOutgoingGrainCallContext context);
