using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TorchSharp.TensorBoard;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Writes what TensorBoard shows into event files under a folder.</summary>
public class SummaryWriter
{
    private readonly string suffix;
    private readonly TimeProvider clock;
    private readonly EventFile events;
    private readonly Dictionary<string, EventFile> series = [];

    internal SummaryWriter(string log_dir, string? filename_suffix, TimeProvider clock)
    {
        LogDir = log_dir;
        suffix = filename_suffix ?? string.Empty;
        this.clock = clock;
        events = Open(log_dir);
    }

    public string LogDir { get; }

    /// <param name="tag">The name of the curve.</param>
    /// <param name="scalar_value">The value.</param>
    /// <param name="global_step">Its place on the horizontal axis.</param>
    /// <param name="walltime">Seconds since 1970; now when absent.</param>
    public void add_scalar(string tag, float scalar_value, int global_step, long? walltime = null) =>
        events.Append(Scalar(tag, scalar_value, global_step, walltime));

    /// <summary>Several curves in one chart, each in an event file of its own under the folder "chart_curve".</summary>
    public void add_scalars(string main_tag, IDictionary<string, float> tag_scalar_dict, int global_step, long? walltime = null) =>
        add_scalars(main_tag, [.. tag_scalar_dict.Select(entry => (entry.Key, entry.Value))], global_step, walltime);

    /// <inheritdoc cref="add_scalars(string, IDictionary{string, float}, int, long?)"/>
    public void add_scalars(string main_tag, IList<(string tag, float value)> tag_scalars, int global_step, long? walltime = null)
    {
        foreach ((string tag, float value) in tag_scalars)
        {
            string folder = Path.Combine(LogDir, $"{main_tag.Replace("/", "_", StringComparison.Ordinal)}_{tag}");
            if (!series.TryGetValue(folder, out EventFile? file))
            {
                series[folder] = file = Open(folder);
            }
            file.Append(Scalar(main_tag, value, global_step, walltime));
        }
    }

    /// <summary>The distribution of a tensor's elements, counted in TensorBoard's exponential buckets.</summary>
    public void add_histogram(string tag, Tensor values, int global_step, HistogramBinSelector bins = HistogramBinSelector.Tensorflow,
        int? max_bins = null, long? walltime = null)
    {
        if (bins != HistogramBinSelector.Tensorflow || max_bins is not null)
        {
            throw new NotSupportedException(
                "Histograms are counted in TensorBoard's own buckets here: leave bins and max_bins at their defaults.");
        }
        events.Append(Event(
            new ProtobufWriter().Text(1, tag).Message(5, HistogramSummary.Of(values)), global_step, walltime));
    }

    /// <summary>A text, shown as Markdown.</summary>
    public void add_text(string tag, string text_string, int global_step, long? walltime = null)
    {
        const int dtString = 7;
        ProtobufWriter metadata = new ProtobufWriter().Message(1, new ProtobufWriter().Text(1, "text"));
        ProtobufWriter shape = new ProtobufWriter().Message(2, new ProtobufWriter().Integer(1, 1));
        ProtobufWriter tensor = new ProtobufWriter().Integer(1, dtString).Message(2, shape).Text(8, text_string);
        events.Append(Event(
            new ProtobufWriter().Text(1, tag + "/text_summary").Message(8, tensor).Message(9, metadata), global_step, walltime));
    }

    private ProtobufWriter Scalar(string tag, float value, int step, long? walltime) =>
        Event(new ProtobufWriter().Text(1, tag).Float(2, value), step, walltime);

    private ProtobufWriter Event(ProtobufWriter value, int step, long? walltime) =>
        new ProtobufWriter().Double(1, walltime ?? Now()).Integer(2, step).Message(5, new ProtobufWriter().Message(1, value));

    private double Now() => clock.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;

    private EventFile Open(string folder)
    {
        Directory.CreateDirectory(folder);
        double now = Now();
        string name = $"events.out.tfevents.{(long)now}.{Environment.MachineName}.{Environment.ProcessId}{suffix}";
        return new EventFile(Path.Combine(folder, name), now);
    }
}
