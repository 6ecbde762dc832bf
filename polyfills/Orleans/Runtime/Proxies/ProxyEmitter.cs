using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Orleans.Runtime;

/// <summary>
/// Emits, for a grain interface, the class of its references. A method of that class puts its arguments into a request of the class that
/// <see cref="RequestEmitter"/> made for the method, and hands it to the runtime.
/// </summary>
internal sealed class ProxyEmitter
{
    private const BindingFlags Internal = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    private static readonly Type[] ReferenceArguments = [typeof(GrainId), typeof(GrainInterface), typeof(GrainReferenceRuntime)];
    private readonly Dictionary<Assembly, ModuleBuilder> modules = [];

    /// <summary>A module that sees what <paramref name="assembly"/> and this assembly see.</summary>
    public ModuleBuilder ModuleFor(Assembly assembly)
    {
        if (!modules.TryGetValue(assembly, out var module))
        {
            var builder = AssemblyBuilder.DefineDynamicAssembly(
                new AssemblyName($"{assembly.GetName().Name}.GrainReferences"), AssemblyBuilderAccess.Run);
            var attribute = typeof(IgnoresAccessChecksToAttribute).GetConstructors()[0];
            foreach (var name in new[] { assembly, typeof(ProxyEmitter).Assembly }.Distinct().Select(a => a.GetName().Name!))
            {
                builder.SetCustomAttribute(new CustomAttributeBuilder(attribute, [name]));
            }

            module = builder.DefineDynamicModule("References");
            modules.Add(assembly, module);
        }

        return module;
    }

    /// <summary>Emits the class of references by an interface.</summary>
    public Type EmitReference(Type interfaceType, GrainMethod[] methods)
    {
        var type = ModuleFor(interfaceType.Assembly).DefineType(
            $"{interfaceType}.Reference", TypeAttributes.Public | TypeAttributes.Sealed | TypeAttributes.Class, typeof(GrainReference), [interfaceType]);
        var constructor = type.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, ReferenceArguments);
        var il = constructor.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Ldarg_3);
        il.Emit(OpCodes.Call, typeof(GrainReference).GetConstructor(BindingFlags.Instance | BindingFlags.NonPublic, ReferenceArguments)!);
        il.Emit(OpCodes.Ret);
        EmitFactory(type, constructor, typeof(GrainReference), ReferenceArguments);
        for (var i = 0; i < methods.Length; i++)
        {
            EmitCall(type, methods[i], i);
        }

        return type.CreateType();
    }

    /// <summary>Emits a static method <c>New</c> that calls a constructor.</summary>
    public static void EmitFactory(TypeBuilder type, ConstructorBuilder constructor, Type result, Type[] arguments)
    {
        var il = type.DefineMethod("New", MethodAttributes.Public | MethodAttributes.Static, result, arguments).GetILGenerator();
        for (var i = 0; i < arguments.Length; i++)
        {
            il.Emit(OpCodes.Ldarg, i);
        }

        il.Emit(OpCodes.Newobj, constructor);
        il.Emit(OpCodes.Ret);
    }

    private static void EmitCall(TypeBuilder type, GrainMethod method, int index)
    {
        var call = type.DefineMethod(
            $"{method.Info.DeclaringType}.{method.Info.Name}",
            MethodAttributes.Private | MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.HideBySig | MethodAttributes.NewSlot,
            method.Info.ReturnType,
            method.ParameterTypes);
        var request = method.RequestType;
        var il = call.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldc_I4, index);
        il.Emit(OpCodes.Call, typeof(GrainReference).GetMethod(nameof(GrainReference.MethodAt), Internal)!);
        il.Emit(OpCodes.Newobj, request.GetConstructor([typeof(GrainMethod)])!);
        for (var i = 0; i < method.ParameterTypes.Length; i++)
        {
            il.Emit(OpCodes.Dup);
            il.Emit(OpCodes.Ldarg, i + 1);
            il.Emit(OpCodes.Stfld, request.GetField(RequestEmitter.FieldName(i))!);
        }

        il.Emit(OpCodes.Call, Caller(method.Info.ReturnType));
        il.Emit(OpCodes.Ret);
        type.DefineMethodOverride(call, method.Info);
    }

    private static MethodInfo Caller(Type returnType)
    {
        var name = returnType == typeof(void) ? nameof(GrainReference.Send)
            : returnType == typeof(Task) ? nameof(GrainReference.Call)
            : returnType == typeof(ValueTask) ? nameof(GrainReference.CallValue)
            : returnType.GetGenericTypeDefinition() == typeof(Task<>) ? nameof(GrainReference.CallFor)
            : returnType.GetGenericTypeDefinition() == typeof(ValueTask<>) ? nameof(GrainReference.CallValueFor)
            : nameof(GrainReference.Enumerate);
        var method = typeof(GrainReference).GetMethod(name, Internal)!;
        return method.IsGenericMethodDefinition ? method.MakeGenericMethod(returnType.GetGenericArguments()) : method;
    }
}
