namespace Parquet.Thrift;

/// <content>Passing over fields of later versions of the format.</content>
internal ref partial struct CompactReader
{
    /// <summary>Skips the current field, whatever it holds.</summary>
    public void Skip() => Skip(_type, 0);

    private void Skip(CompactType type, int depth)
    {
        if (depth > MaximumDepth)
        {
            throw new ParquetException($"Thrift values nest deeper than {MaximumDepth} at metadata byte {_position}");
        }

        switch (type)
        {
            case CompactType.True or CompactType.False:
                break;
            case CompactType.Byte:
                Advance(1);
                break;
            case CompactType.I16 or CompactType.I32 or CompactType.I64:
                ReadVarint();
                break;
            case CompactType.Double:
                Advance(8);
                break;
            case CompactType.Uuid:
                Advance(16);
                break;
            case CompactType.Binary:
                Advance(ReadLength());
                break;
            case CompactType.List or CompactType.Set:
                SkipList(depth);
                break;
            case CompactType.Map:
                SkipMap(depth);
                break;
            case CompactType.Struct:
                SkipStruct(depth);
                break;
            default:
                throw new ParquetException($"Thrift type {(int)type} does not exist (at metadata byte {_position})");
        }
    }

    private void SkipList(int depth)
    {
        byte header = ReadByte();
        int count = header >> 4;
        if (count == 15)
        {
            count = ReadLength();
        }

        var type = (CompactType)(header & 0x0f);
        for (int i = 0; i < count; i++)
        {
            SkipElement(type, depth + 1);
        }
    }

    private void SkipMap(int depth)
    {
        int count = ReadLength();
        if (count == 0)
        {
            return;
        }

        byte types = ReadByte();
        for (int i = 0; i < count; i++)
        {
            SkipElement((CompactType)(types >> 4), depth + 1);
            SkipElement((CompactType)(types & 0x0f), depth + 1);
        }
    }

    private void SkipStruct(int depth)
    {
        while (true)
        {
            byte header = ReadByte();
            var type = (CompactType)(header & 0x0f);
            if (type == CompactType.Stop)
            {
                return;
            }

            if (header >> 4 == 0)
            {
                ReadVarint();
            }

            Skip(type, depth + 1);
        }
    }

    private void SkipElement(CompactType type, int depth)
    {
        // Inside collections a boolean has a byte of its own.
        if (type is CompactType.True or CompactType.False)
        {
            Advance(1);
        }
        else
        {
            Skip(type, depth);
        }
    }
}
