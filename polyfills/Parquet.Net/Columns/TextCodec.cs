using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace Parquet.Columns;

/// <summary>UTF-8 text.</summary>
internal sealed class TextCodec<T, TForm> : ByteArrayCodec<T>
    where TForm : ITextForm<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void WritePlain(ReadOnlySpan<T> values, ByteBuffer output)
    {
        foreach (T value in values)
        {
            Append(TForm.Chars(value), output);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override bool TryWriteDictionary(ReadOnlySpan<T> values, ParquetOptions options, ByteBuffer dictionary, Span<int> indices, out int count)
    {
        using var known = new TextDictionary();
        count = 0;
        int sample = options.DictionaryEncodingSampleSize > 0 ? Math.Min(options.DictionaryEncodingSampleSize, values.Length) : values.Length;
        double most = sample * options.DictionaryEncodingThreshold;
        if (values.IsEmpty)
        {
            return false;
        }

        for (int i = 0; i < values.Length; i++)
        {
            // Columns are often sorted by such texts, and then one object stands for a whole run.
            if (i > 0 && TForm.AreSame(values[i], values[i - 1]))
            {
                indices[i] = indices[i - 1];
                continue;
            }

            ReadOnlySpan<char> chars = TForm.Chars(values[i]);
            int index = known.IndexOf(chars);
            indices[i] = index;
            if (index == count)
            {
                count++;
                if (i < sample && count > most)
                {
                    return false;
                }

                Append(chars, dictionary);
            }
        }

        return true;
    }

    public override void ReadDictionary(ReadOnlySpan<byte> plain, Span<T> values)
    {
        ReadPlain(plain, values);
        foreach (ref T value in values)
        {
            value = TForm.Share(value);
        }
    }

    public override object? ReadBound(byte[] bound) => Encoding.UTF8.GetString(bound);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Make(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths, Span<T> values)
    {
        // All text of the page goes into one array. Where the bytes, length prefixes among them, are plain ASCII, one widening pass puts every character at the place of its byte.
        char[] chars = GC.AllocateUninitializedArray<char>(bytes.Length);
        if (Ascii.ToUtf16(bytes, chars, out int _) == OperationStatus.Done)
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = TForm.Keep(chars.AsMemory(starts[i], lengths[i]));
            }

            return;
        }

        // Text never has more characters than bytes, so the array takes them all.
        int used = 0;
        for (int i = 0; i < values.Length; i++)
        {
            int count = Encoding.UTF8.GetChars(bytes.Slice(starts[i], lengths[i]), chars.AsSpan(used));
            values[i] = TForm.Keep(chars.AsMemory(used, count));
            used += count;
        }
    }

    private static void Append(ReadOnlySpan<char> chars, ByteBuffer output)
    {
        Span<byte> target = output.Reserve(checked(sizeof(int) + (chars.Length * 3)));
        Span<byte> text = target[sizeof(int)..];
        if (!ShortAscii.TryNarrow(chars, text, out int length) && Ascii.FromUtf16(chars, text, out length) != OperationStatus.Done)
        {
            length = Encoding.UTF8.GetBytes(chars, text);
        }

        BinaryPrimitives.WriteInt32LittleEndian(target, length);
        output.Advance(sizeof(int) + length);
    }
}
