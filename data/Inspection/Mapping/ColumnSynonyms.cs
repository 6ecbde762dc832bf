using System.Collections.Immutable;
using System.Text;
using ReAgent.Data.Episodes;

namespace ReAgent.Data.Inspection.Mapping;

/// <summary>What the columns of episodes are called elsewhere.</summary>
internal static class ColumnSynonyms
{
    private const int Whole = 1000;
    private const int Ending = 500;
    private const int Member = 200;

    private static readonly ImmutableArray<(string Name, ImmutableArray<string> Synonyms)> All =
    [
        (EpisodeSchema.MdpId, ["mdpid", "episodeid", "episode", "trajectoryid", "trajectory", "traj", "sessionid", "session", "rolloutid", "rollout", "gameid", "visitid", "userid", "user", "uid", "visitorid", "playerid", "customerid", "patientid", "deviceid", "cookieid", "runid", "requestid", "impressionid", "id"]),
        (EpisodeSchema.SequenceNumber, ["sequencenumber", "sequence", "seqnum", "seq", "step", "stepid", "stepindex", "timestep", "turn", "t", "position", "order", "timestamp", "eventtime", "time", "ts", "datetime", "index"]),
        (EpisodeSchema.StateFeatures, ["statefeatures", "state", "features", "featurevector", "context", "contextfeatures", "observation", "observations", "obs", "x", "s"]),
        (EpisodeSchema.ActionProbability, ["actionprobability", "actionprob", "propensity", "propensityscore", "pscore", "behaviorprob", "behaviourprob", "behaviorprobability", "loggingprob", "loggingprobability", "probability", "prob", "actionpropensity", "p"]),
        (EpisodeSchema.PossibleActions, ["possibleactions", "availableactions", "allowedactions", "legalactions", "validactions", "actionset", "actioncandidates", "candidates", "allactions", "arms"]),
        (EpisodeSchema.Action, ["action", "actionid", "actiontaken", "chosenaction", "selectedaction", "chosen", "decision", "choice", "treatment", "variant", "arm", "act", "itemid", "item", "a"]),
        (EpisodeSchema.Reward, ["reward", "rewards", "outcome", "label", "click", "clicked", "clicks", "conversion", "converted", "return", "payoff", "utility", "gain", "score", "revenue", "target", "y", "r"]),
        (EpisodeSchema.Truncated, ["truncated", "truncation", "cutoff", "timeout", "istruncated", "timelimit"]),
        (EpisodeSchema.Metrics, ["metrics", "metric", "outcomes"]),
    ];

    /// <summary>The columns of episodes, in the order in which they are looked for.</summary>
    public static IEnumerable<string> Names => All.Select(column => column.Name);

    /// <summary>How well a column of a log is named for what it may be: 0 for not at all, more for a more common name, more for a whole name than for the end of one, and less for a member of a structure.</summary>
    public static int Score(string name, string logName)
    {
        var synonyms = All.First(column => column.Name == name).Synonyms;
        var words = Words(logName[(logName.LastIndexOf('.') + 1)..]);
        var best = 0;
        for (var start = 0; start < words.Count; start++)
        {
            var rank = synonyms.IndexOf(string.Concat(words.Skip(start)));
            // One letter says something only when it is the whole name.
            if (rank >= 0 && (start == 0 || synonyms[rank].Length > 2))
            {
                best = Math.Max(best, (start == 0 ? Whole : Ending) - rank);
            }
        }

        return best > 0 && logName.Contains('.') ? Math.Max(1, best - Member) : best;
    }

    /// <summary>The words of a name in small letters: <c>userSession_id</c> is user, session, id.</summary>
    public static IReadOnlyList<string> Words(string name)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var at = 0; at < name.Length; at++)
        {
            var letter = name[at];
            var startsWord = char.IsUpper(letter) && at > 0 && (char.IsLower(name[at - 1]) || (at + 1 < name.Length && char.IsLower(name[at + 1])));
            if ((startsWord || !char.IsLetterOrDigit(letter)) && word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }

            if (char.IsLetterOrDigit(letter))
            {
                word.Append(char.ToLowerInvariant(letter));
            }
        }

        if (word.Length > 0)
        {
            words.Add(word.ToString());
        }

        return words;
    }
}
