using System.Reflection;
using System.Reflection.Emit;
using Orleans.Serialization;

namespace Orleans.Runtime;

/// <summary>Emits, for a method of a grain interface, the class of its requests: a field per argument, and the call itself.</summary>
internal static class RequestEmitter
{
    private const MethodAttributes Override = MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig;

    public static string FieldName(int index) => $"arg{index}";

    public static Type Emit(ModuleBuilder module, GrainMethod method, int index)
    {
        var parent = Parent(method.Info.DeclaringType!, method.Info.ReturnType);
        var type = module.DefineType(
            $"{method.Info.DeclaringType}.{method.Info.Name}.{index}", TypeAttributes.Public | TypeAttributes.Sealed | TypeAttributes.Class, parent);
        var fields = new FieldBuilder[method.ParameterTypes.Length];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = type.DefineField(FieldName(i), method.ParameterTypes[i], FieldAttributes.Public);
        }

        var constructor = type.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, [typeof(GrainMethod)]);
        var il = constructor.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(
            OpCodes.Call,
            parent.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, [typeof(GrainMethod)])!);
        il.Emit(OpCodes.Ret);
        ProxyEmitter.EmitFactory(type, constructor, typeof(GrainRequest), [typeof(GrainMethod)]);
        EmitInvoke(type, parent, method, fields);
        if (fields.Length > 0)
        {
            EmitGetArgument(type, fields);
            EmitSetArgument(type, fields);
            EmitCopy(type, method, fields);
            EmitWrite(type, method, fields);
            EmitRead(type, method, fields);
        }

        if (method.CancellationParameter >= 0)
        {
            EmitCancellation(type, fields[method.CancellationParameter]);
        }

        return type.CreateType();
    }

    private static Type Parent(Type target, Type returnType)
    {
        if (returnType == typeof(void))
        {
            return typeof(VoidRequest<>).MakeGenericType(target);
        }

        if (returnType == typeof(Task))
        {
            return typeof(TaskRequest<>).MakeGenericType(target);
        }

        if (returnType == typeof(ValueTask))
        {
            return typeof(ValueTaskRequest<>).MakeGenericType(target);
        }

        var definition = returnType.GetGenericTypeDefinition();
        var parent = definition == typeof(Task<>) ? typeof(TaskRequest<,>)
            : definition == typeof(ValueTask<>) ? typeof(ValueTaskRequest<,>)
            : typeof(EnumerableRequest<,>);
        return parent.MakeGenericType(target, returnType.GetGenericArguments()[0]);
    }

    private static void EmitInvoke(TypeBuilder type, Type parent, GrainMethod method, FieldBuilder[] fields)
    {
        var il = type.DefineMethod("InvokeTarget", Override, method.Info.ReturnType, []).GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, parent.GetProperty("Target")!.GetMethod!);
        foreach (var field in fields)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, field);
        }

        il.Emit(OpCodes.Callvirt, method.Info);
        il.Emit(OpCodes.Ret);
    }

    private static void EmitGetArgument(TypeBuilder type, FieldBuilder[] fields)
    {
        var il = type.DefineMethod(nameof(GrainRequest.GetArgument), Override, typeof(object), [typeof(int)]).GetILGenerator();
        il.Emit(OpCodes.Ldarg_1);
        EmitSwitch(il, fields, field =>
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, field);
            il.Emit(OpCodes.Box, field.FieldType);
        });
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Call, typeof(GrainRequest).GetMethod(nameof(GrainRequest.GetArgument))!);
        il.Emit(OpCodes.Ret);
    }

    private static void EmitSetArgument(TypeBuilder type, FieldBuilder[] fields)
    {
        var il = type.DefineMethod(nameof(GrainRequest.SetArgument), Override, typeof(void), [typeof(int), typeof(object)]).GetILGenerator();
        il.Emit(OpCodes.Ldarg_1);
        EmitSwitch(il, fields, field =>
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldarg_2);
            il.Emit(OpCodes.Unbox_Any, field.FieldType);
            il.Emit(OpCodes.Stfld, field);
        });
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Call, typeof(GrainRequest).GetMethod(nameof(GrainRequest.SetArgument))!);
        il.Emit(OpCodes.Ret);
    }

    private static void EmitCopy(TypeBuilder type, GrainMethod method, FieldBuilder[] fields)
    {
        var il = type.DefineMethod(nameof(GrainRequest.CopyArguments), Override, typeof(void), [typeof(CopyContext)]).GetILGenerator();
        var copy = typeof(CopyContext).GetMethods().Single(m => m.Name == nameof(CopyContext.Copy) && m.GetParameters().Length == 1);
        for (var i = 0; i < fields.Length; i++)
        {
            if (method.CopiesArgument(i))
            {
                il.Emit(OpCodes.Ldarg_0);
                il.Emit(OpCodes.Ldarg_1);
                il.Emit(OpCodes.Ldarg_0);
                il.Emit(OpCodes.Ldfld, fields[i]);
                il.Emit(OpCodes.Call, copy.MakeGenericMethod(fields[i].FieldType));
                il.Emit(OpCodes.Stfld, fields[i]);
            }
        }

        il.Emit(OpCodes.Ret);
    }

    private static void EmitWrite(TypeBuilder type, GrainMethod method, FieldBuilder[] fields)
    {
        var il = type.DefineMethod(nameof(GrainRequest.WriteArguments), Override, typeof(void), [typeof(WireWriter)]).GetILGenerator();
        var write = typeof(WireWriter).GetMethods().Single(m => m.Name == nameof(WireWriter.WriteField) && m.GetParameters().Length == 2);
        for (var i = 0; i < fields.Length; i++)
        {
            if (i != method.CancellationParameter)
            {
                il.Emit(OpCodes.Ldarg_1);
                il.Emit(OpCodes.Ldc_I4, i);
                il.Emit(OpCodes.Ldarg_0);
                il.Emit(OpCodes.Ldfld, fields[i]);
                il.Emit(OpCodes.Call, write.MakeGenericMethod(fields[i].FieldType));
            }
        }

        il.Emit(OpCodes.Ret);
    }

    private static void EmitRead(TypeBuilder type, GrainMethod method, FieldBuilder[] fields)
    {
        var il = type.DefineMethod(
            nameof(GrainRequest.ReadArgument), Override, typeof(void), [typeof(WireReader), typeof(FieldHeader)]).GetILGenerator();
        var read = typeof(WireReader).GetMethods().Single(m => m.Name == nameof(WireReader.ReadField) && m.GetParameters().Length == 1);
        il.Emit(OpCodes.Ldarga_S, 2);
        il.Emit(OpCodes.Call, typeof(FieldHeader).GetProperty(nameof(FieldHeader.Id))!.GetMethod!);
        EmitSwitch(il, fields, field =>
        {
            if (field != (method.CancellationParameter < 0 ? null : fields[method.CancellationParameter]))
            {
                il.Emit(OpCodes.Ldarg_0);
                il.Emit(OpCodes.Ldarg_1);
                il.Emit(OpCodes.Ldarg_2);
                il.Emit(OpCodes.Call, read.MakeGenericMethod(field.FieldType));
                il.Emit(OpCodes.Stfld, field);
            }
        });
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Call, typeof(GrainRequest).GetMethod(nameof(GrainRequest.ReadArgument))!);
        il.Emit(OpCodes.Ret);
    }

    private static void EmitCancellation(TypeBuilder type, FieldBuilder field)
    {
        var il = type.DefineMethod(nameof(GrainRequest.GetCancellationToken), Override, typeof(CancellationToken), []).GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, field);
        il.Emit(OpCodes.Ret);
        il = type.DefineMethod(nameof(GrainRequest.SetCancellationToken), Override, typeof(void), [typeof(CancellationToken)]).GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Stfld, field);
        il.Emit(OpCodes.Ret);
    }

    /// <summary>Jumps by the number on the stack; each case ends the method, and no case falls through to what follows.</summary>
    private static void EmitSwitch(ILGenerator il, FieldBuilder[] fields, Action<FieldBuilder> emitCase)
    {
        var labels = Array.ConvertAll(fields, _ => il.DefineLabel());
        var otherwise = il.DefineLabel();
        il.Emit(OpCodes.Switch, labels);
        il.Emit(OpCodes.Br, otherwise);
        for (var i = 0; i < fields.Length; i++)
        {
            il.MarkLabel(labels[i]);
            emitCase(fields[i]);
            il.Emit(OpCodes.Ret);
        }

        il.MarkLabel(otherwise);
    }
}
