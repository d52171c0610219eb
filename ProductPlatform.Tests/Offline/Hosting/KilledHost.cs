using System.Diagnostics;
using Aspire.Hosting.Running;
using ProductPlatform.Tests.Offline.Hosting;

namespace ProductPlatform.Tests.Offline.Hosting
{
    /// <summary>An application in a process of its own, which can be killed: this assembly, started with the hook below.</summary>
    internal sealed class KilledHost(Process process) : IDisposable
    {
        public const string ScriptVariable = "OFFLINE_TEST_SCRIPT";

        public static string NewMark() => $"77{Random.Shared.Next(100_000, 999_999)}.{Random.Shared.Next(100_000, 999_999)}";

        public static KilledHost Start(string script)
        {
            var assembly = typeof(KilledHost).Assembly.Location;
            var start = new ProcessStartInfo(ProjectProgram.Dotnet, ["exec", assembly]) { RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["DOTNET_STARTUP_HOOKS"] = assembly;
            start.Environment[ScriptVariable] = script;
            return new KilledHost(Process.Start(start)!);
        }

        public void Kill() => process.Kill();

        public void Dispose()
        {
            // A test that fails must not leave it running.
            if (!process.HasExited)
                process.Kill();
            process.Dispose();
        }
    }
}

internal static class StartupHook
{
    public static void Initialize()
    {
        // Children inherit the hook, but not the script.
        if (Environment.GetEnvironmentVariable(KilledHost.ScriptVariable) is not { Length: > 0 } script)
            return;

        Environment.SetEnvironmentVariable(KilledHost.ScriptVariable, null);
        var builder = OfflineApplication.Create();
        builder.AddShell("family", script);
        builder.Build().Run();
    }
}
