using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ReAgent.Client.Inspection;
using ReAgent.Contracts.Configuration;
using ReAgent.Data.Inspection;
using ReAgent.Data.Logs;
using ReAgent.Evaluation;
using ReAgent.Evaluation.Behavior;
using ReAgent.Evaluation.Pages;
using ReAgent.Evaluation.Results;
using ReAgent.Grains.Evaluation;
using ReAgent.Grains.Publication;
using ReAgent.Learning;
using ReAgent.Learning.Policies;

namespace ReAgent.Client.Commands;

/// <summary><c>reagent evaluate --policy artifact --data log</c>: evaluates a policy on a log, without an experiment.</summary>
internal sealed class LogEvaluation(ClientServices services)
{
    private readonly Option<string[]> _data = new("--data")
    {
        Description = "Evaluate on this log instead of an experiment's: files, folders or patterns; Parquet, CSV or JSON lines. Needs --policy or --target-propensity-column.",
        HelpName = "path",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _policy = new("--policy") { Description = "With --data: folder of a published policy. The log should hold no episode that it was trained on.", HelpName = "folder" };

    private readonly Option<string?> _column = new("--target-propensity-column")
    {
        Description = "With --data: column of the log with the probability that the policy would take the logged action; or a map of all actions' probabilities.",
        HelpName = "name",
    };

    private readonly Option<bool> _heldOut = new("--held-out") { Description = "With --data and --policy: only the episodes that the policy's training held out, when the log is the one it was trained on." };

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

    private readonly Option<string?> _output = new("--output") { Description = "With --data: write report.html and estimates.json to this folder.", HelpName = "folder" };

    /// <summary>Adds the options to the command.</summary>
    public void AddTo(Command command, Argument<string> config)
    {
        foreach (var option in (Option[])[_data, _policy, _column, _heldOut, _noise, _gamma, _confidence, _missing, _output])
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            bool Given(Option option) => result.GetResult(option) is { Implicit: false };
            var hasConfig = result.GetResult(config) is { Tokens.Count: > 0 };
            if (!Given(_data))
            {
                foreach (var option in ((Option[])[_policy, _column, _heldOut, _noise, _gamma, _confidence, _missing, _output]).Where(Given))
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

            if (Given(_policy) == Given(_column))
            {
                result.AddError("--data needs one of --policy and --target-propensity-column.");
            }

            if (Given(_column) && Given(_missing))
            {
                result.AddError("--missing-propensities needs --policy: it says how states become features.");
            }

            if (Given(_column) && Given(_heldOut))
            {
                result.AddError("--held-out needs --policy: it says which episodes were held out.");
            }

            if (Given(_column) && Given(_noise))
            {
                result.AddError("--action-noise needs --policy: a column holds the probabilities of the policy as it is.");
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

    /// <summary>Evaluates.</summary>
    /// <returns>The exit code: 3 when policy or log cannot be used.</returns>
    public async Task<int> Run(ParseResult parsed, string[] settings, ulong? seed, string? outFolder, bool json, bool quiet)
    {
        using var stop = services.StopSignal();
        try
        {
            var (page, discount) = await Page(parsed, settings, stop.Requested);
            var options = new EvaluationOptions
            {
                Gamma = parsed.GetValue(_gamma) ?? discount,
                Level = parsed.GetValue(_confidence) ?? 0.95,
                Seed = seed ?? 1,
                MissingPropensities = Missing(parsed),
            };
            var report = CounterfactualEvaluation.Evaluate(page, options, stop.Requested);
            if ((parsed.GetValue(_output) ?? outFolder) is { } folder)
            {
                EvaluationOutput.Write(folder, report, Title(parsed), Settings(parsed, settings, options), options.Level);
            }

            if (json)
            {
                services.Output.Write(Encoding.UTF8.GetString(CpeReportJson.Write(report)));
            }
            else if (!quiet)
            {
                EvaluationText.Lines(report).ToList().ForEach(services.Output.WriteLine);
            }

            return ExitCode.Success;
        }
        catch (ConfigException exception)
        {
            exception.Problems.ToList().ForEach(problem => services.Errors.WriteLine(problem));
            return ExitCode.BadUsage;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or NotSupportedException)
        {
            services.Errors.WriteLine($"error: {exception.Message}");
            return ExitCode.BadUsage;
        }
        catch (OperationCanceledException) when (stop.Requested.IsCancellationRequested)
        {
            services.Errors.WriteLine("stopped; nothing was written");
            return ExitCode.Cancelled;
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidEvaluationPageException or LogLayoutException or DamagedLogException)
        {
            services.Errors.WriteLine($"error: {exception.Message}");
            return ExitCode.BelowBar;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            services.Errors.WriteLine($"error: {exception.Message}");
            return ExitCode.Failed;
        }
    }

    private async Task<(EvaluationPage Page, double Discount)> Page(ParseResult parsed, string[] settings, CancellationToken cancellationToken)
    {
        var config = new ConfigBinder(new ConfigCatalog(typeof(LogInspector).Assembly)).Bind<InspectionConfig>(SettingsText.Read(settings)).Require();
        var data = parsed.GetValue(_data)!;
        if (parsed.GetValue(_column) is { } column)
        {
            return (await LoggedPages.OfColumn(data, config.Log, config.Timeline, column, cancellationToken), 1);
        }

        Compute.UseThreads(1);
        using var artifact = PolicyArtifact.Load(parsed.GetValue(_policy)!, Compute.Device("cpu"));
        var options = new LoggedPageOptions
        {
            WithStateFeatures = Missing(parsed) == MissingPropensities.Estimate,
            HeldOutOnly = parsed.GetValue(_heldOut),
            ActionNoise = parsed.GetValue(_noise) ?? LoggedPageOptions.DefaultActionNoise,
        };
        return (await LoggedPages.OfPolicy(data, config.Log, config.Timeline, artifact, options, cancellationToken), artifact.Manifest.Discount);
    }

    private MissingPropensities Missing(ParseResult parsed) => parsed.GetValue(_missing) ?? MissingPropensities.Refuse;

    private string Title(ParseResult parsed) =>
        $"{parsed.GetValue(_policy) ?? $"the propensities in {parsed.GetValue(_column)}"} on {string.Join(", ", parsed.GetValue(_data)!)}";

    private string Settings(ParseResult parsed, string[] settings, EvaluationOptions options) => JsonSerializer.Serialize(new
    {
        policy = parsed.GetValue(_policy),
        target_propensity_column = parsed.GetValue(_column),
        data = parsed.GetValue(_data),
        set = settings,
        held_out = parsed.GetValue(_heldOut),
        action_noise = parsed.GetValue(_noise),
        gamma = options.Gamma,
        confidence = options.Level,
        missing_propensities = options.MissingPropensities == MissingPropensities.Estimate ? "estimate" : "refuse",
        seed = options.Seed,
    });
}
