namespace Orleans.Runtime;

/// <summary>A reminder could not be changed.</summary>
[GenerateSerializer]
public class ReminderException : OrleansException
{
    public ReminderException(string message)
        : base(message)
    {
    }

    public ReminderException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
