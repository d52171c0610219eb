namespace ProductPlatform.Web.Management;

/// <summary>
/// The argument <c>probe</c>: asks the process that runs with the same environment for its health. For container engines, whose health
/// checks are programs, as the images have no other.
/// </summary>
public static class Probe
{
    public const string Argument = "probe";

    /// <summary>More than the checks of <c>/health</c> take.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(8);

    /// <returns>The exit code: 0 when it is healthy or degraded.</returns>
    public static async Task<int> RunAsync(CancellationToken cancellationToken = default)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables("ASPNETCORE_").AddEnvironmentVariables().Build();
        // By name, so that AllowedHosts can name it.
        var address = ManagementExtensions.Addresses(configuration)[0].Replace("*", "localhost", StringComparison.Ordinal);
        using var client = new HttpClient { Timeout = Timeout };
        try
        {
            using var answer = await client.GetAsync(new Uri($"{address}/health"), cancellationToken);
            await Console.Out.WriteLineAsync(await answer.Content.ReadAsStringAsync(cancellationToken));
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync($"{address}/health: {exception.Message}");
            return 1;
        }
    }
}
