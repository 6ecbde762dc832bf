namespace Orleans.Runtime;

/// <summary>The call chains that may re-enter an activation while it waits for them.</summary>
internal sealed class ReentrancyTracker
{
    private readonly Lock gate = new();
    private readonly Dictionary<Guid, int> sections = [];

    public void Enter(Guid id)
    {
        lock (gate)
        {
            sections[id] = sections.GetValueOrDefault(id) + 1;
        }
    }

    public void Leave(Guid id)
    {
        lock (gate)
        {
            if (sections.TryGetValue(id, out var count) && count > 1)
            {
                sections[id] = count - 1;
            }
            else
            {
                sections.Remove(id);
            }
        }
    }

    public bool Allows(Guid id)
    {
        lock (gate)
        {
            return sections.ContainsKey(id);
        }
    }
}
