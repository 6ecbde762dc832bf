using System.Reflection;
using System.Runtime.InteropServices;
using TorchSharp;
using Xunit;

namespace ReAgent.Polyfills.TorchSharp.Tests.Native;

public sealed class BoundaryTests
{
    [Fact]
    public void The_native_library_exports_every_function_that_the_managed_side_declares()
    {
        using var library = new Library(typeof(torch).Assembly);
        string[] declared = [.. typeof(torch).Assembly.GetType("TorchSharp.Native.LibTorch")!
            .GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Where(method => char.IsAsciiLetterLower(method.Name[0]) && !method.Name.Contains("__", StringComparison.Ordinal))
            .Select(method => method.Name)
            .Distinct()];

        Assert.True(declared.Length > 380, $"only {declared.Length} declarations were found");
        Assert.All(declared, name => Assert.True(library.Exports(name), name));
    }

    private sealed class Library(Assembly assembly) : IDisposable
    {
        private readonly nint handle = NativeLibrary.Load("ReAgentTorch", assembly, DllImportSearchPath.AssemblyDirectory);

        public void Dispose() => NativeLibrary.Free(handle);

        internal bool Exports(string name) => NativeLibrary.TryGetExport(handle, name, out _);
    }
}
