namespace Orleans.Serialization;

/// <summary>The members of an object whose type is known only at run time.</summary>
internal interface IMemberSet
{
    void Write(WireWriter writer, object owner);

    /// <summary>Reads up to the end of the object.</summary>
    void ReadInto(WireReader reader, object owner);
}

/// <summary>All members of a type that take part in serialization.</summary>
internal sealed class MemberSet<T>(CodecProvider codecs) : IMemberSet
{
    private readonly Member<T>[][] levels = MemberLayout.Of<T>(codecs);

    public void Copy(ref T from, ref T to, CopyContext context)
    {
        foreach (var level in levels)
        {
            foreach (var member in level)
            {
                member.Copy(ref from, ref to, context);
            }
        }
    }

    public void Write(WireWriter writer, ref T owner)
    {
        for (var i = 0; i < levels.Length; i++)
        {
            if (i > 0)
            {
                writer.WriteEndOfLevel();
            }

            foreach (var member in levels[i])
            {
                member.Write(writer, ref owner);
            }
        }

        writer.WriteEndOfObject();
    }

    public void Read(WireReader reader, ref T owner)
    {
        var level = 0;
        for (var field = reader.ReadHeader(); !field.IsEndOfObject; field = reader.ReadHeader())
        {
            if (field.IsEndOfLevel)
            {
                level++;
            }
            else if (level < levels.Length && Array.Find(levels[level], member => member.Id == field.Id) is { } known)
            {
                known.Read(reader, field, ref owner);
            }
            else
            {
                reader.Skip(field);
            }
        }
    }

    void IMemberSet.Write(WireWriter writer, object owner)
    {
        var typed = (T)owner;
        Write(writer, ref typed);
    }

    void IMemberSet.ReadInto(WireReader reader, object owner)
    {
        var typed = (T)owner;
        Read(reader, ref typed);
    }
}
