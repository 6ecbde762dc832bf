namespace ReAgent.Grains.Experiments;

/// <summary>
/// A file that an earlier step had written is gone. An activation that was taken for dead may have tidied up before it ended, or somebody has
/// deleted it; either way the way is gone again from its beginning, and what is missing is made anew.
/// </summary>
internal sealed class InputLostException(string message) : Exception(message);
