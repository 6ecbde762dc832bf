using System.Collections;
using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Orleans.Utilities;

/// <summary>The observers of a grain, which subscribe again from time to time lest they be forgotten.</summary>
public class ObserverManager<TObserver>(TimeSpan expiration, ILogger log) : ObserverManager<TObserver, TObserver>(expiration, log)
    where TObserver : notnull;

/// <summary>The observers of a grain by an identity, which subscribe again from time to time lest they be forgotten.</summary>
/// <param name="expiration">How long a subscription lasts.</param>
/// <param name="log">Log.</param>
public class ObserverManager<TIdentity, TObserver>(TimeSpan expiration, ILogger log) : IEnumerable<TObserver>
    where TIdentity : notnull
{
    private readonly ConcurrentDictionary<TIdentity, (TObserver Observer, DateTime LastSeen)> observers = new();

    /// <summary>Gives the time, in UTC.</summary>
    public Func<DateTime> GetDateTime { get; set; } = static () => TimeProvider.System.GetUtcNow().UtcDateTime;

    /// <summary>How long a subscription lasts.</summary>
    public TimeSpan ExpirationDuration { get; set; } = expiration;

    /// <summary>How many there are, expired ones included.</summary>
    public int Count => observers.Count;

    /// <summary>The observers by identity.</summary>
    public IDictionary<TIdentity, TObserver> Observers => observers.ToDictionary(pair => pair.Key, pair => pair.Value.Observer);

    /// <summary>Forgets all.</summary>
    public void Clear() => observers.Clear();

    /// <summary>Subscribes an observer, or renews its subscription.</summary>
    public void Subscribe(TIdentity id, TObserver observer) => observers[id] = (observer, GetDateTime());

    /// <summary>Forgets an observer.</summary>
    public void Unsubscribe(TIdentity id) => observers.TryRemove(id, out _);

    /// <summary>Calls all observers for which a predicate holds, one after the other; those that fail are forgotten.</summary>
    public async Task Notify(Func<TObserver, Task> notification, Func<TObserver, bool>? predicate = null)
    {
        ArgumentNullException.ThrowIfNull(notification);
        foreach (var (id, observer) in Current(predicate))
        {
            try
            {
                await notification(observer);
            }
            catch (Exception failure)
            {
                Forget(id, failure);
            }
        }
    }

    /// <summary>Calls all observers for which a predicate holds; those that fail are forgotten.</summary>
    public void Notify(Action<TObserver> notification, Func<TObserver, bool>? predicate = null)
    {
        ArgumentNullException.ThrowIfNull(notification);
        foreach (var (id, observer) in Current(predicate))
        {
            try
            {
                notification(observer);
            }
            catch (Exception failure)
            {
                Forget(id, failure);
            }
        }
    }

    /// <summary>Forgets those whose subscription has run out.</summary>
    public void ClearExpired()
    {
        var now = GetDateTime();
        foreach (var entry in observers.Where(entry => IsExpired(entry.Value.LastSeen, now)))
        {
            observers.TryRemove(entry);
        }
    }

    /// <inheritdoc/>
    public IEnumerator<TObserver> GetEnumerator() => observers.Values.Select(entry => entry.Observer).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private bool IsExpired(DateTime lastSeen, DateTime now) => lastSeen + ExpirationDuration < now;

    private List<KeyValuePair<TIdentity, TObserver>> Current(Func<TObserver, bool>? predicate)
    {
        ClearExpired();
        return [.. Observers.Where(entry => predicate is null || predicate(entry.Value))];
    }

    private void Forget(TIdentity id, Exception failure)
    {
        observers.TryRemove(id, out _);
        ObserverLog.Dropped(log, failure, id);
    }
}
