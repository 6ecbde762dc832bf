namespace ReAgent.Learning.Checkpoints;

/// <summary>Something whose state must survive a restart: a network, an optimizer, a stream of random numbers.</summary>
public interface ICheckpointed
{
    /// <summary>Adds the whole state to a file.</summary>
    void Save(TensorFile file);

    /// <summary>Takes the state back, so that learning goes on as if it had never stopped.</summary>
    /// <exception cref="TensorFileException">Something is missing or has another shape.</exception>
    void Restore(TensorFile file);
}
