namespace ReAgent.Learning.Checkpoints;

/// <summary>A tensor file is damaged, or holds something other than was asked for. The message says what and where.</summary>
public sealed class TensorFileException(string message) : Exception(message);
