using System.Buffers.Binary;
using System.Data.Common;
using System.Text;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>
/// A record's key as the table <c>OrleansStorage</c> has it: Guids and integers in two numbers, other keys and extensions as text, and
/// hashes of grain and state.
/// </summary>
/// <param name="N0">First half of a Guid, else 0.</param>
/// <param name="N1">Second half of a Guid, or an integer, else 0.</param>
/// <param name="Extension">Extension of the key, or the key itself when it is a text.</param>
/// <param name="GrainHash">Hash of the key.</param>
/// <param name="StateName">What the state is.</param>
/// <param name="StateHash">Hash of <paramref name="StateName"/>.</param>
internal sealed record AdoNetGrainKey(long N0, long N1, string? Extension, int GrainHash, string StateName, int StateHash)
{
    public static AdoNetGrainKey Of(string stateName, GrainId grainId)
    {
        // A grain type is part of the name: two classes may call their states alike.
        var state = $"{grainId.Type}/{stateName}";
        var stateHash = JenkinsHash.Of(Encoding.UTF8.GetBytes(state));
        if (grainId.TryGetGuidKey(out var guid, out var extension))
        {
            Span<byte> bytes = stackalloc byte[16];
            guid.TryWriteBytes(bytes);
            return new(
                BinaryPrimitives.ReadInt64LittleEndian(bytes), BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]), extension, Hash(bytes, extension), state, stateHash);
        }

        if (grainId.TryGetIntegerKey(out var number, out extension))
        {
            Span<byte> bytes = stackalloc byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
            return new(0, number, extension, Hash(bytes, extension), state, stateHash);
        }

        var text = grainId.Key.ToString();
        return new(0, 0, text, Hash([], text), state, stateHash);
    }

    public void AddTo(DbCommand command, string serviceId)
    {
        command.Add("GrainIdHash", GrainHash);
        command.Add("GrainIdN0", N0);
        command.Add("GrainIdN1", N1);
        command.Add("GrainTypeHash", StateHash);
        command.Add("GrainTypeString", StateName);
        command.Add("GrainIdExtensionString", Extension);
        command.Add("ServiceId", serviceId);
    }

    private static int Hash(ReadOnlySpan<byte> key, string? extension) => JenkinsHash.Of([.. key, .. Encoding.UTF8.GetBytes(extension ?? "")]);
}
