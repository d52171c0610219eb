using System.Diagnostics;

namespace ProductPlatform.AppHost.Servers;

/// <summary>A server that outlived the AppHost that started it (one killed in mid-run): two on the same data would ruin it.</summary>
internal static class Leftover
{
    private static readonly TimeSpan EndsByItself = TimeSpan.FromSeconds(5);

    /// <summary>Waits for the process of a pid file to end, kills it when it does not, and removes the file.</summary>
    public static async Task EndAsync(string pidFile, CancellationToken cancellationToken)
    {
        if (Find(pidFile) is { } process)
        {
            using (process)
            using (var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
            {
                timeout.CancelAfter(EndsByItself);
                try
                {
                    await process.WaitForExitAsync(timeout.Token);
                }
                catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
                {
                    // Both servers lose nothing that they have confirmed when they are killed.
                    process.Kill(entireProcessTree: true);
                    await process.WaitForExitAsync(cancellationToken);
                }
            }
        }
        File.Delete(pidFile);
    }

    private static Process? Find(string pidFile)
    {
        try
        {
            var id = int.Parse(File.ReadAllText(pidFile).Trim());
            // The number may be another program's by now: ours has its directory in its command line or its environment.
            var folder = Path.GetDirectoryName(pidFile)!;
            return
                File.ReadAllText($"/proc/{id}/cmdline").Contains(folder, StringComparison.Ordinal)
                || File.ReadAllText($"/proc/{id}/environ").Contains(folder, StringComparison.Ordinal)
                ? Process.GetProcessById(id)
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException or ArgumentException)
        {
            return null;
        }
    }
}
