using System;
using System.Globalization;
using System.IO;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>How a histogram chooses its buckets.</summary>
    public enum HistogramBinSelector
    {
        Doane,
        Rice,
        Scott,
        Sqrt,
        Stone,
        Sturges,
        Tensorflow,
    }

    public static partial class utils
    {
        public static partial class tensorboard
        {
            /// <param name="log_dir">The folder of the event files; "runs" when absent.</param>
            /// <param name="filename_suffix">Ends the name of each event file.</param>
            /// <param name="createRunName">Whether the files go into a folder of that folder named by date, time and machine.</param>
            public static SummaryWriter SummaryWriter(string? log_dir = null, string? filename_suffix = null, bool createRunName = false)
            {
                TimeProvider clock = TimeProvider.System;
                string folder = log_dir ?? "runs";
                if (createRunName || log_dir is null)
                {
                    string moment = clock.GetLocalNow().ToString("MMMdd_HH-mm-ss", CultureInfo.InvariantCulture);
                    folder = Path.Combine(folder, $"{moment}_{Environment.MachineName}");
                }
                return new SummaryWriter(folder, filename_suffix, clock);
            }
        }
    }
}
