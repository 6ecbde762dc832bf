using System.CommandLine;
using System.Globalization;
using ReAgent.Evaluation.Behavior;
using ReAgent.Evaluation.Selection;
using ReAgent.Grains.Evaluation;

namespace ReAgent.Client.Commands;

/// <summary>The command line of an evaluation on a log.</summary>
internal sealed class LogEvaluationOptions
{
    private readonly Option<string[]> _data = new("--data")
    {
        Description = "Evaluate on this log instead of an experiment's: files, folders or patterns; Parquet, CSV or JSON lines. Needs --policy or --target-propensity-column.",
        HelpName = "path",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string[]> _policies = new("--policy")
    {
        Description = "With --data: folder of a published policy. The log should hold no episode that it was trained on. Several policies, here or as columns, are compared.",
        HelpName = "folder",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string[]> _columns = new("--target-propensity-column")
    {
        Description = "With --data: column of the log with the probability that the policy would take the logged action; or a map of all actions' probabilities. Several are compared.",
        HelpName = "name",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<bool> _heldOut = new("--held-out")
    {
        Description = "With --data and --policy: only the episodes that the policy's training held out, when the log is the one it was trained on.",
    };

    private readonly Option<double?> _noise = new("--action-noise")
    {
        Description = "With --data and --policy: a policy that does not draw its continuous actions is evaluated with Gaussian noise of this standard deviation about them; "
            + $"an action's range has the length 2. Default: {LoggedPageOptions.DefaultActionNoise.ToString(CultureInfo.InvariantCulture)}.",
    };

    private readonly Option<double?> _gamma = new("--gamma") { Description = "With --data: discount of the returns of episodes, 0 to 1. Default: the policy's own, or 1." };

    private readonly Option<double?> _confidence = new("--confidence") { Description = "With --data: confidence of the intervals, above 0 and below 1. Default: 0.95." };

    private readonly Option<MissingPropensities?> _missing = new("--missing-propensities")
    {
        Description = "With --data and --policy: refuse sets decisions without a propensity aside, estimate fits a model of the logging policy to their states. Default: refuse.",
        HelpName = "refuse|estimate",
    };

    private readonly Option<string?> _trueValues = new("--true-values")
    {
        Description = "With several policies: JSON file that maps each one's name as given (and 'log') to its true value; tells how well the estimates choose (regret@k, SharpeRatio@k).",
        HelpName = "file",
    };

    private readonly Option<string?> _output = new("--output")
    {
        Description = "With --data: write report.html and estimates.json to this folder; of several policies comparison.html and comparison.json too.",
        HelpName = "folder",
    };

    private Option[] NeedData => [_policies, _columns, _heldOut, _noise, _gamma, _confidence, _missing, _trueValues, _output];

    /// <summary>Adds the options to the command.</summary>
    public void AddTo(Command command, Argument<string> config)
    {
        foreach (var option in NeedData.Prepend(_data))
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            bool Given(Option option) => result.GetResult(option) is { Implicit: false };
            var hasConfig = result.GetResult(config) is { Tokens.Count: > 0 };
            if (!Given(_data))
            {
                foreach (var option in NeedData.Where(Given))
                {
                    result.AddError($"{option.Name} needs a log: --data.");
                }

                if (!hasConfig)
                {
                    result.AddError("An experiment file is wanted, or a log: --data with --policy or --target-propensity-column.");
                }

                return;
            }

            if (hasConfig)
            {
                result.AddError("An experiment file and --data exclude each other; choose one.");
            }

            if (!Given(_policies) && !Given(_columns))
            {
                result.AddError("--data needs --policy or --target-propensity-column.");
            }

            string[] names = [.. result.GetValue(_policies) ?? [], .. result.GetValue(_columns) ?? []];
            foreach (var name in names.CountBy(name => name).Where(name => name.Value > 1))
            {
                result.AddError($"'{name.Key}' is given more than once.");
            }

            if (names.Length > 1 && names.Contains(PolicySelection.LogName))
            {
                result.AddError($"'{PolicySelection.LogName}' stands for the policy that wrote the log; write './{PolicySelection.LogName}' for a folder of that name.");
            }

            foreach (var (option, why) in new (Option, string)[]
            {
                (_missing, "it says how states become features"),
                (_heldOut, "it says which episodes were held out"),
                (_noise, "a column holds the probabilities of the policy as it is"),
            })
            {
                if (Given(_columns) && Given(option))
                {
                    result.AddError($"{option.Name} needs --policy, and no --target-propensity-column: {why}.");
                }
            }

            if (Given(_trueValues) && names.Length < 2)
            {
                result.AddError("--true-values needs several policies: it tells how well estimates choose among them.");
            }

            if (result.GetValue(_noise) is { } noise and not (> 0 and < double.PositiveInfinity))
            {
                result.AddError($"--action-noise is {noise.ToString(CultureInfo.InvariantCulture)}, but must be above 0.");
            }

            if (result.GetValue(_gamma) is { } gamma and not (>= 0 and <= 1))
            {
                result.AddError($"--gamma is {gamma.ToString(CultureInfo.InvariantCulture)}, but must be from 0 to 1.");
            }

            if (result.GetValue(_confidence) is { } confidence and not (> 0 and < 1))
            {
                result.AddError($"--confidence is {confidence.ToString(CultureInfo.InvariantCulture)}, but must be above 0 and below 1.");
            }
        });
    }

    /// <summary>Whether a log is to be evaluated rather than an experiment.</summary>
    public bool IsAsked(ParseResult parsed) => parsed.GetValue(_data) is { Length: > 0 };

    /// <summary>What is asked.</summary>
    public LogEvaluationRequest Request(ParseResult parsed) => new(
        parsed.GetValue(_data)!,
        parsed.GetValue(_policies) ?? [],
        parsed.GetValue(_columns) ?? [],
        parsed.GetValue(_heldOut),
        parsed.GetValue(_noise),
        parsed.GetValue(_gamma),
        parsed.GetValue(_confidence) ?? 0.95,
        parsed.GetValue(_missing) ?? MissingPropensities.Refuse,
        parsed.GetValue(_trueValues),
        parsed.GetValue(_output));
}
