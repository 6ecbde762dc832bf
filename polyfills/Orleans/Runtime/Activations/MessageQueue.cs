namespace Orleans.Runtime;

/// <summary>The messages that wait for their turn in an activation: first in, first out, with removal from the middle.</summary>
internal sealed class MessageQueue
{
    private readonly LinkedList<Message> messages = new();

    // Messages before this one were refused under the present set of running requests.
    private LinkedListNode<Message>? unseen;

    public int Count => messages.Count;

    public void Add(Message message)
    {
        var node = messages.AddLast(message);
        unseen ??= node;
    }

    /// <summary>Takes the first message that may run now, looking only at those that came since the last look.</summary>
    public Message? TakeNext(Func<Message, bool> mayRun)
    {
        while (unseen is { } node)
        {
            unseen = node.Next;
            if (mayRun(node.Value))
            {
                messages.Remove(node);
                return node.Value;
            }
        }

        return null;
    }

    /// <summary>Looks at all messages again: a running request has ended.</summary>
    public void LookAgain() => unseen = messages.First;

    public Message? Remove(long id, GrainId sender)
    {
        for (var node = messages.First; node is not null; node = node.Next)
        {
            if (node.Value.Id == id && node.Value.SendingGrain == sender)
            {
                if (unseen == node)
                {
                    unseen = node.Next;
                }

                messages.Remove(node);
                return node.Value;
            }
        }

        return null;
    }

    public Message[] TakeAll()
    {
        Message[] all = [.. messages];
        messages.Clear();
        unseen = null;
        return all;
    }
}
