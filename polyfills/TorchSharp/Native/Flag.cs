namespace TorchSharp.Native;

// A bool as C++ sees it: one byte, 0 or 1.
internal readonly struct Flag(bool value)
{
    private readonly byte bit = value ? (byte)1 : (byte)0;

    internal bool Value => bit != 0;

    public static implicit operator Flag(bool value) => new(value);
}
