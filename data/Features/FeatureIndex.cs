using System.Numerics;

namespace ReAgent.Data.Features;

/// <summary>
/// Numbers feature ids 0, 1, … as they are added: a hash table with open addressing, because every value of sparse rows is looked up.
/// </summary>
internal sealed class FeatureIndex
{
    private Slot[] _slots = new Slot[32];
    private int _shift = 64 - 5;

    /// <summary>Number of features.</summary>
    public int Count { get; private set; }

    /// <summary>The feature's number; −1 when it was not added.</summary>
    public int Find(long featureId)
    {
        var slots = _slots;
        for (var at = Home(featureId); ; at++)
        {
            ref readonly var slot = ref slots[at & (slots.Length - 1)];
            if (slot.Number == 0 || slot.FeatureId == featureId)
            {
                return slot.Number - 1;
            }
        }
    }

    /// <summary>Adds a feature under the next number.</summary>
    /// <param name="featureId">A feature that was not added yet.</param>
    public void Add(long featureId)
    {
        Count++;
        if (2 * Count > _slots.Length)
        {
            Grow();
        }

        Place(new Slot(featureId, Count));
    }

    private int Home(long featureId) => (int)(unchecked((ulong)featureId * SplitMix.Increment) >> _shift);

    private void Place(Slot slot)
    {
        var at = Home(slot.FeatureId);
        while (_slots[at & (_slots.Length - 1)].Number != 0)
        {
            at++;
        }

        _slots[at & (_slots.Length - 1)] = slot;
    }

    private void Grow()
    {
        var old = _slots;
        _slots = new Slot[2 * old.Length];
        _shift = 64 - BitOperations.Log2((uint)_slots.Length);
        foreach (var slot in old)
        {
            if (slot.Number != 0)
            {
                Place(slot);
            }
        }
    }

    /// <param name="FeatureId">A feature.</param>
    /// <param name="Number">Its number plus one; 0 in an empty slot.</param>
    private readonly record struct Slot(long FeatureId, int Number);
}
