using System.Reflection;
using System.Reflection.Emit;

namespace Orleans.Serialization;

/// <summary>One member that takes part in serialization.</summary>
internal abstract class Member<TOwner>(uint id, string name)
{
    public uint Id { get; } = id;

    public string Name { get; } = name;

    public abstract void Copy(ref TOwner from, ref TOwner to, CopyContext context);

    public abstract void Write(WireWriter writer, ref TOwner owner);

    public abstract void Read(WireReader reader, FieldHeader header, ref TOwner owner);

    protected CodecNotFoundException Locate(CodecNotFoundException failure) => failure.At($"member {typeof(TOwner)}.{Name}");
}

/// <summary>Gets and sets a member, whatever its visibility.</summary>
internal delegate TValue MemberGetter<TOwner, out TValue>(ref TOwner owner);

/// <inheritdoc cref="MemberGetter{TOwner, TValue}"/>
internal delegate void MemberSetter<TOwner, in TValue>(ref TOwner owner, TValue value);

/// <inheritdoc/>
internal sealed class Member<TOwner, TValue> : Member<TOwner>
{
    private readonly bool isShared;
    private readonly Lazy<Codec<TValue>> codec;
    private readonly MemberGetter<TOwner, TValue> get;
    private readonly MemberSetter<TOwner, TValue> set;

    public Member(CodecProvider codecs, uint id, string name, MemberInfo getter, MemberInfo setter, bool isShared)
        : base(id, name)
    {
        this.isShared = isShared;
        codec = new(codecs.Get<TValue>);
        get = Getter(getter);
        set = Setter(setter);
    }

    public override void Copy(ref TOwner from, ref TOwner to, CopyContext context)
    {
        try
        {
            set(ref to, isShared ? get(ref from) : context.Copy(get(ref from), codec.Value));
        }
        catch (CodecNotFoundException failure)
        {
            throw Locate(failure);
        }
    }

    public override void Write(WireWriter writer, ref TOwner owner)
    {
        try
        {
            writer.WriteField(Id, get(ref owner), codec.Value);
        }
        catch (CodecNotFoundException failure)
        {
            throw Locate(failure);
        }
    }

    public override void Read(WireReader reader, FieldHeader header, ref TOwner owner) => set(ref owner, reader.ReadField(header, codec.Value)!);

    private static MemberGetter<TOwner, TValue> Getter(MemberInfo member)
    {
        var method = new DynamicMethod($"get_{member.Name}", typeof(TValue), [typeof(TOwner).MakeByRefType()], typeof(TOwner).Module, skipVisibility: true);
        var il = method.GetILGenerator();
        LoadOwner(il);
        Access(il, member);
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate<MemberGetter<TOwner, TValue>>();
    }

    private static MemberSetter<TOwner, TValue> Setter(MemberInfo member)
    {
        var method = new DynamicMethod(
            $"set_{member.Name}", typeof(void), [typeof(TOwner).MakeByRefType(), typeof(TValue)], typeof(TOwner).Module, skipVisibility: true);
        var il = method.GetILGenerator();
        LoadOwner(il);
        il.Emit(OpCodes.Ldarg_1);
        if (member is FieldInfo field)
        {
            il.Emit(OpCodes.Stfld, field);
        }
        else
        {
            il.Emit(OpCodes.Call, (MethodInfo)member);
        }

        il.Emit(OpCodes.Ret);
        return method.CreateDelegate<MemberSetter<TOwner, TValue>>();
    }

    private static void LoadOwner(ILGenerator il)
    {
        il.Emit(OpCodes.Ldarg_0);
        if (!typeof(TOwner).IsValueType)
        {
            il.Emit(OpCodes.Ldind_Ref);
        }
    }

    private static void Access(ILGenerator il, MemberInfo member)
    {
        if (member is FieldInfo field)
        {
            il.Emit(OpCodes.Ldfld, field);
        }
        else
        {
            il.Emit(OpCodes.Call, (MethodInfo)member);
        }
    }
}
