using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Parquet.Columns;

/// <summary>UTF-8 text.</summary>
internal sealed class TextCodec<T, TForm> : ByteArrayCodec<T>
    where TForm : ITextForm<T>
{
    public override void WritePlain(ReadOnlySpan<T> values, ByteBuffer output)
    {
        foreach (T value in values)
        {
            Append(TForm.Chars(value), output);
        }
    }

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

    public override object? ReadBound(byte[] bound) => Encoding.UTF8.GetString(bound);

    protected override void Make(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths, Span<T> values)
    {
        // All text of the page goes into one array. Where the bytes, length prefixes among them, are plain ASCII, one widening pass puts every
        // character at the place of its byte.
        char[] chars = GC.AllocateUninitializedArray<char>(bytes.Length);
        if (Ascii.ToUtf16(bytes, chars, out int _) == OperationStatus.Done)
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = TForm.Keep(chars.AsMemory(starts[i], lengths[i]));
            }

            return;
        }

        int used = 0;
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> text = bytes.Slice(starts[i], lengths[i]);
            int count = Encoding.UTF8.GetCharCount(text);
            if (count > chars.Length - used)
            {
                chars = GC.AllocateUninitializedArray<char>(Math.Max(count, bytes.Length));
                used = 0;
            }

            Encoding.UTF8.GetChars(text, chars.AsSpan(used));
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
