namespace ReAgent.Data.Columns;

/// <summary>A column whose rows hold any number of entries, packed: row r holds entries Offsets[r] to Offsets[r + 1] − 1 of its children.</summary>
public abstract class RaggedColumn : Column
{
    private int[] _offsets = new int[16];
    private int _count;

    /// <summary>What the entries consist of: the items of a list, or the keys and the values of a map.</summary>
    internal abstract ReadOnlySpan<Column> Children { get; }

    /// <inheritdoc/>
    public override int Count => _count;

    /// <summary>Number of entries in all rows.</summary>
    public int Entries => _offsets[_count];

    /// <inheritdoc/>
    public override long Bytes
    {
        get
        {
            var bytes = (long)_count * sizeof(int);
            foreach (var child in Children)
            {
                bytes += child.Bytes;
            }

            return bytes;
        }
    }

    /// <summary>Where each row's entries start, and where the last one's end; one more than there are rows.</summary>
    public ReadOnlySpan<int> Offsets => _offsets.AsSpan(0, _count + 1);

    /// <summary>Number of entries in one row.</summary>
    public int Length(int row) => _offsets[row + 1] - _offsets[row];

    /// <summary>Ends the row that entries were added to; without entries it is empty.</summary>
    public void EndRow()
    {
        Reserve(_count + 1);
        _offsets[++_count] = Children[0].Count;
    }

    /// <summary>Makes room for a number of rows in all.</summary>
    public void Reserve(int rows)
    {
        if (rows + 1 > _offsets.Length)
        {
            Array.Resize(ref _offsets, (int)Math.Min(Array.MaxLength, Math.Max(rows + 1, _offsets.Length * 2L)));
        }
    }

    /// <inheritdoc/>
    public override void Append(Column source, int start, int count)
    {
        var from = (RaggedColumn)source;
        var first = from._offsets[start];
        var shift = Entries - first;
        Reserve(_count + count);
        for (var i = 1; i <= count; i++)
        {
            _offsets[_count + i] = from._offsets[start + i] + shift;
        }

        _count += count;
        for (var child = 0; child < Children.Length; child++)
        {
            Children[child].Append(from.Children[child], first, from._offsets[start + count] - first);
        }
    }

    /// <inheritdoc/>
    public override void AppendRows(Column source, ReadOnlySpan<int> rows)
    {
        var from = (RaggedColumn)source;
        var offsets = from.Offsets;
        Reserve(_count + rows.Length);
        var at = Entries;
        var to = _offsets.AsSpan(_count + 1, rows.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            at += row < 0 ? 0 : offsets[row + 1] - offsets[row];
            to[i] = at;
        }

        _count += rows.Length;
        for (var child = 0; child < Children.Length; child++)
        {
            Children[child].AppendSlices(from.Children[child], offsets, rows);
        }
    }

    /// <inheritdoc/>
    public override void AppendAbsent(int count = 1)
    {
        var end = Entries;
        Reserve(_count + count);
        _offsets.AsSpan(_count + 1, count).Fill(end);
        _count += count;
    }

    /// <inheritdoc/>
    public override int CompareRows(int row, Column other, int otherRow)
    {
        var right = (RaggedColumn)other;
        var order = Length(row).CompareTo(right.Length(otherRow));
        for (var entry = 0; order == 0 && entry < Length(row); entry++)
        {
            for (var child = 0; order == 0 && child < Children.Length; child++)
            {
                order = Children[child].CompareRows(_offsets[row] + entry, right.Children[child], right._offsets[otherRow] + entry);
            }
        }

        return order;
    }

    /// <inheritdoc/>
    public override void Truncate(int count)
    {
        _count = count;
        foreach (var child in Children)
        {
            child.Truncate(Entries);
        }
    }

    /// <summary>Forgets the rows from the given one on, but not what the children hold.</summary>
    internal void ForgetRows(int count) => _count = count;

    /// <summary>Appends rows whose entries the children have got already: one length per row.</summary>
    internal void EndRows(ReadOnlySpan<long> lengths)
    {
        Reserve(_count + lengths.Length);
        var at = Entries;
        foreach (var length in lengths)
        {
            at += (int)length;
            _offsets[++_count] = at;
        }
    }

    /// <summary>Appends rows whose entries the children have got already, told from the levels of one of their leaves.</summary>
    /// <param name="definition">Definition level of each slot.</param>
    /// <param name="repetition">Repetition level of each slot.</param>
    /// <param name="depth">Number of lists and maps around this column.</param>
    /// <param name="rowLevel">Definition level from which on a row of this column exists.</param>
    /// <param name="entryLevel">Definition level from which on an entry of it exists.</param>
    internal void EndRows(ReadOnlySpan<int> definition, ReadOnlySpan<int> repetition, int depth, int rowLevel, int entryLevel)
    {
        Reserve(_count + definition.Length);
        var offsets = _offsets;
        var (row, entry) = (_count, Entries);
        for (var slot = 0; slot < definition.Length; slot++)
        {
            if (repetition[slot] <= depth && definition[slot] >= rowLevel)
            {
                offsets[row++] = entry;
            }

            entry += repetition[slot] <= depth + 1 && definition[slot] >= entryLevel ? 1 : 0;
        }

        offsets[row] = entry;
        _count = row;
    }

    internal override void AppendSlices(Column source, ReadOnlySpan<int> offsets, ReadOnlySpan<int> rows)
    {
        foreach (var row in rows)
        {
            if (row >= 0)
            {
                Append(source, offsets[row], offsets[row + 1] - offsets[row]);
            }
        }
    }
}
