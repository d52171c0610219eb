using System.Net;
using Main.Worker;
using Microsoft.AspNetCore.Builder;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;
using ProductPlatform.Workers;

namespace ProductPlatform.Tests.Messaging;

/// <summary>What Main.Worker tells Admin's commands needs their secret.</summary>
public sealed class InternalAccessTests
{
    private const string Secret = "sixteen-or-more-letters";
    private static readonly string[] Paths = ["/internal/products", "/internal/likes"];

    [Theory]
    [InlineData("Production", Secret, $"Bearer {Secret}", HttpStatusCode.OK)]
    [InlineData("Production", Secret, $"bearer {Secret}", HttpStatusCode.OK)]
    [InlineData("Production", Secret, $"Bearer {Secret}x", HttpStatusCode.Unauthorized)]
    [InlineData("Production", Secret, $"Basic {Secret}", HttpStatusCode.Unauthorized)]
    [InlineData("Production", Secret, "Bearer ", HttpStatusCode.Unauthorized)]
    [InlineData("Production", Secret, null, HttpStatusCode.Unauthorized)]
    [InlineData("Production", "", null, HttpStatusCode.Unauthorized)]
    [InlineData("Production", "", "Bearer ", HttpStatusCode.Unauthorized)]
    [InlineData("Staging", "", null, HttpStatusCode.Unauthorized)]
    [InlineData("Development", Secret, null, HttpStatusCode.Unauthorized)]
    [InlineData("Development", "", null, HttpStatusCode.OK)]
    public async Task Only_a_request_with_the_secret_is_answered(string environment, string secret, string? sent, HttpStatusCode expected)
    {
        await using var scenario = await Scenario.CreateAsync();
        await using var worker = await StartAsync(scenario, environment, secret);
        using var http = new HttpClient { BaseAddress = new Uri(worker.Urls.First()) };
        foreach (var path in Paths)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (sent is not null)
                request.Headers.TryAddWithoutValidation("Authorization", sent);
            using var response = await http.SendAsync(request);
            Assert.Equal(expected, response.StatusCode);
            Assert.Equal(expected == HttpStatusCode.Unauthorized, (await response.Content.ReadAsStringAsync()).Length == 0);
        }

        await worker.StopAsync();
    }

    [Fact]
    public async Task A_command_with_a_wrong_secret_says_which_setting_is_wrong()
    {
        await using var scenario = await Scenario.CreateAsync();
        await using var worker = await StartAsync(scenario, "Production", Secret);

        var resync = await OperatorProcess.RunAsync(scenario, "Admin.Worker", "resync", "--main-url", worker.Urls.First());

        Assert.Equal(1, resync.ExitCode);
        Assert.Contains("set Internal__Secret to what it is there", resync.StandardError, StringComparison.Ordinal);
        await worker.StopAsync();
    }

    private static async Task<WebApplication> StartAsync(Scenario scenario, string environment, string secret)
    {
        var worker = WorkerHost.Build<MainWorker>(
            $"--environment={environment}",
            $"--ConnectionStrings:maindb={scenario.MainDatabase}",
            $"--ConnectionStrings:messaging={scenario.Broker}",
            "--SECRET_NAME=",
            $"--Internal:Secret={secret}",
            "--urls=http://127.0.0.1:0",
            "--Logging:LogLevel:Default=Error"
        );
        await worker.StartAsync();
        return worker;
    }
}
