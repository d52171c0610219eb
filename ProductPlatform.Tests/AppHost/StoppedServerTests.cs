using System.Net;
using ProductPlatform.Testing;
using ProductPlatform.Testing.Servers;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.AppHost;

[Collection(PlatformTests.Name)]
public sealed class StoppedServerTests(PlatformFixture platform)
{
    [Fact]
    public Task Without_the_broker_every_process_is_degraded_and_answers() =>
        WithoutAsync(
            platform.RabbitMq,
            async () =>
            {
                var answers = await EverybodyAsync(answer => answer.Says("degraded"));
                Assert.All(answers, answer => Assert.Equal((HttpStatusCode.OK, true), (answer.Status, answer.Says("degraded"))));

                var admin = await HealthAsync("admin-api", "/api/health", answer => answer.Says("degraded"));
                var main = await HealthAsync("main-api", "/flask/api/health", answer => answer.Says("degraded"));
                Assert.Equal(
                    """200 {"status":"degraded","database":"connected","messaging":"disconnected","service":"admin"}""",
                    admin.ToString()
                );
                Assert.Equal(
                    """200 {"status":"degraded","database":"connected","messaging":"disconnected","service":"main"}""",
                    main.ToString()
                );
            }
        );

    [Fact]
    public Task Without_the_database_every_process_is_unhealthy() =>
        WithoutAsync(
            platform.MySql,
            async () =>
            {
                var answers = await EverybodyAsync(answer => answer.Status == HttpStatusCode.ServiceUnavailable);
                Assert.All(answers, answer => Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status));

                var admin = await HealthAsync("admin-api", "/api/health", answer => answer.Says("unhealthy"));
                var main = await HealthAsync("main-api", "/flask/api/health", answer => answer.Says("unhealthy"));
                Assert.Equal(
                    """500 {"status":"unhealthy","database":"disconnected","messaging":"connected","service":"admin"}""",
                    admin.ToString()
                );
                Assert.Equal(
                    """500 {"status":"unhealthy","database":"disconnected","messaging":"connected","service":"main"}""",
                    main.ToString()
                );
            }
        );

    private async Task WithoutAsync(ServerControl server, Func<Task> test)
    {
        try
        {
            await server.StopAsync();
            await test();
        }
        finally
        {
            await server.StartAsync();
            await EverybodyAsync(answer => answer.Status == HttpStatusCode.OK && !answer.Says("degraded"));
        }
    }

    private Task<HealthAnswer[]> EverybodyAsync(Predicate<HealthAnswer> expected) =>
        Task.WhenAll(PlatformFixture.Services.Select(service => HealthAsync(service, "/health", expected)));

    private async Task<HealthAnswer> HealthAsync(string service, string path, Predicate<HealthAnswer> expected)
    {
        using var client = platform.Client(service);
        return await Eventually.GetAsync(
            async () =>
            {
                using var answer = await client.GetAsync(path);
                return new HealthAnswer(answer.StatusCode, await answer.Content.ReadAsStringAsync());
            },
            expected
        );
    }

    private sealed record HealthAnswer(HttpStatusCode Status, string Text)
    {
        public bool Says(string word) => Text.Contains(word, StringComparison.OrdinalIgnoreCase);

        public override string ToString() => $"{(int)Status} {Text}";
    }
}
