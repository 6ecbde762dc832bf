using System.Reflection;

namespace Orleans.Storage;

/// <summary>Makes fresh states.</summary>
internal static class StateActivator
{
    /// <exception cref="InvalidOperationException">The type has no parameterless constructor.</exception>
    public static T New<T>()
    {
        var type = typeof(T);
        if (type.IsValueType || type == typeof(string))
        {
            return default!;
        }

        var constructor = type.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, []);
        if (constructor is null || type.IsAbstract)
        {
            throw new InvalidOperationException(
                $"{type} cannot be the state of a grain: where no record is stored a new one is made, and it has no parameterless constructor.");
        }

        return (T)constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, [], null);
    }
}
