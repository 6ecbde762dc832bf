namespace ReAgent.Client.Commands;

/// <summary>What the process's exit code says.</summary>
internal static class ExitCode
{
    /// <summary>Everything asked for is done.</summary>
    public const int Success = 0;

    /// <summary>The experiment failed.</summary>
    public const int Failed = 1;

    /// <summary>The command line or the experiment file is wrong; nothing was done.</summary>
    public const int BadUsage = 2;

    /// <summary>The policy was evaluated and is below <c>passing_score_bar</c> or lacks the verdict that is required, or a log (or the policy to evaluate on it) cannot be used.</summary>
    public const int BelowBar = 3;

    /// <summary>Stopped by Ctrl-C or SIGTERM; the same command continues. An experiment on a cluster goes on.</summary>
    public const int Cancelled = 130;

    /// <summary>The codes for <c>--help</c>.</summary>
    public const string Help =
        "Exit codes: 0 done, 1 failed, 2 wrong config or command line, 3 policy below passing_score_bar or without the required verdict, or policy or log not usable, 130 stopped by Ctrl-C (the same command continues; on a cluster the experiment goes on).";
}
