using System.Diagnostics;
using System.Globalization;

namespace ProductPlatform.Load.Bench.Measuring;

/// <summary>What Linux says of a process.</summary>
internal static class ProcessUsage
{
    private const double MiB = 1024 * 1024;
    private const double TicksPerSecond = 100;

    /// <summary>Processor time so far, s.</summary>
    internal static double CpuSeconds(int processId)
    {
        using var process = Process.GetProcessById(processId);
        return process.TotalProcessorTime.TotalSeconds;
    }

    /// <summary>Processor time of this process and of its children that have ended, s.</summary>
    internal static double OwnCpuSeconds()
    {
        // utime, stime, cutime and cstime follow the twelfth space after the name, which may have spaces itself (proc_pid_stat(5)).
        var stat = File.ReadAllText("/proc/self/stat");
        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ').Skip(11).Take(4).Sum(ticks => long.Parse(ticks, CultureInfo.InvariantCulture))
            / TicksPerSecond;
    }

    internal static double ResidentMiB(int processId)
    {
        using var process = Process.GetProcessById(processId);
        return process.WorkingSet64 / MiB;
    }

    /// <summary>The most since <see cref="ResetPeak"/>.</summary>
    internal static double PeakMiB(int processId)
    {
        using var process = Process.GetProcessById(processId);
        return process.PeakWorkingSet64 / MiB;
    }

    /// <summary>Where that is not permitted the peak is that of the process's life.</summary>
    internal static void ResetPeak(int processId)
    {
        try
        {
            File.WriteAllText($"/proc/{processId}/clear_refs", "5");
        }
        catch (UnauthorizedAccessException)
        {
            // A container may have it read-only.
        }
    }
}
