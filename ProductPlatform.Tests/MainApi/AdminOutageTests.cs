using System.Diagnostics;
using System.Net;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.MainApi;

/// <summary>Likes while Admin is slow, broken or gone. Each test has an Admin and a Main.Api of its own.</summary>
[Collection(MainApiTests.Name)]
public sealed class AdminOutageTests(MainApiFixture main) : IAsyncLifetime
{
    private static readonly (string, string)[] NoBreaker = [("AdminUsers:Resilience:CircuitBreaker:MinimumThroughput", "10000")];
    private readonly AdminStub _admin = new();

    public Task InitializeAsync() => _admin.StartAsync();

    public static TheoryData<int, string> Garbage =>
        new()
        {
            { 404, """{"error":"No users available"}""" },
            { 500, """{"id":1}""" },
            { 302, """{"id":1}""" },
            { 204, "" },
            { 200, "" },
            { 200, "{" },
            { 200, "[1]" },
            { 200, "1" },
            { 200, "null" },
            { 200, "{}" },
            { 200, """{"Id":1}""" },
            { 200, """{"id":"1"}""" },
            { 200, """{"id":null}""" },
            { 200, """{"id":0}""" },
            { 200, """{"id":-1}""" },
            { 200, """{"id":1.5}""" },
            { 200, """{"id":2147483648}""" },
            { 200, """{"id":1}{"id":2}""" },
            { 200, "<html>" },
            { 200, $$"""{"x":"{{new string('x', 100_000)}}","id":1}""" },
        };

    [Fact]
    public async Task Any_response_without_a_user_means_try_again_later()
    {
        await using var app = main.Start(
            _admin,
            [.. NoBreaker, ("AdminUsers:Resilience:Retry:Delay", "00:00:00.001"), ("AdminUsers:RetryAfter", "00:00:07")]
        );
        using var http = app.NewClient();
        var path = await PathAsync();
        foreach (var (status, body) in Garbage.Select(row => ((int)row[0], (string)row[1])))
        {
            _admin.Answer = AdminStub.Text((HttpStatusCode)status, body);

            using var response = await Answer.SendAsync(http, "POST", path);

            Assert.Equal((body, Problem.NoUser), (body, await Answer.OfAsync(response)));
            Assert.Equal("7", response.Headers.RetryAfter?.ToString());
        }
    }

    [Fact]
    public async Task A_request_to_a_slow_Admin_times_out()
    {
        await using var app = main.Start(
            _admin,
            [
                .. NoBreaker,
                ("AdminUsers:Resilience:AttemptTimeout:Timeout", "00:00:00.300"),
                ("AdminUsers:Resilience:TotalRequestTimeout:Timeout", "00:00:01"),
            ]
        );
        using var http = app.NewClient();
        var path = await PathAsync();
        _admin.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted);

        var watch = Stopwatch.StartNew();
        Assert.Equal(Problem.NoUser, await Answer.GetAsync(http, "POST", path));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(15), $"It took {watch.Elapsed}.");
    }

    [Fact]
    public async Task Likes_above_the_limit_for_a_slow_Admin_get_503_at_once()
    {
        await using var app = main.Start(
            _admin,
            [
                .. NoBreaker,
                ("AdminUsers:MaxWaiting", "1"),
                ("AdminUsers:Resilience:AttemptTimeout:Timeout", "00:01:00"),
                ("AdminUsers:Resilience:TotalRequestTimeout:Timeout", "00:05:00"),
                ("AdminUsers:Resilience:CircuitBreaker:SamplingDuration", "00:05:00"),
            ]
        );
        using var http = app.NewClient();
        var path = await PathAsync();
        var released = new TaskCompletionSource();
        _admin.Answer = async context =>
        {
            await released.Task;
            await AdminStub.User(1)(context);
        };

        var held = Answer.GetAsync(http, "POST", path);
        Assert.Equal(1, await Eventually.GetAsync(() => Task.FromResult(_admin.Asked), asked => asked == 1));
        using var refused = await Answer.SendAsync(http, "POST", path);
        Assert.Equal(Problem.NoUser, await Answer.OfAsync(refused));
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(200, (await Answer.GetAsync(http, "GET", "/flask/api/products")).Status);
        Assert.Equal(1, _admin.Asked);

        released.SetResult();
        Assert.Equal(200, (await held).Status);
    }

    [Fact]
    public async Task A_transient_error_is_retried()
    {
        await using var app = main.Start(
            _admin,
            [
                .. NoBreaker,
                ("AdminUsers:Resilience:AttemptTimeout:Timeout", "00:00:10"),
                ("AdminUsers:Resilience:TotalRequestTimeout:Timeout", "00:01:00"),
                ("AdminUsers:Resilience:CircuitBreaker:SamplingDuration", "00:00:30"),
            ]
        );
        using var http = app.NewClient();
        var path = await PathAsync();
        var failures = 1;
        _admin.Answer = context =>
            Interlocked.Decrement(ref failures) >= 0
                ? AdminStub.Text(HttpStatusCode.ServiceUnavailable, "")(context)
                : AdminStub.User(1)(context);

        Assert.Equal(200, (await Answer.GetAsync(http, "POST", path)).Status);
    }

    [Fact]
    public async Task An_Admin_that_restarts_is_reconnected()
    {
        await using var app = main.Start(_admin, [.. NoBreaker, ("AdminUsers:Resilience:Retry:Delay", "00:00:00.010")]);
        using var http = app.NewClient();

        await _admin.StopAsync();
        Assert.Equal(Problem.NoUser, await Answer.GetAsync(http, "POST", await PathAsync()));
        Assert.Equal(200, (await Answer.GetAsync(http, "GET", "/flask/api/products")).Status);

        await _admin.StartAsync();
        var path = await PathAsync();
        Assert.Equal(200, (await Eventually.GetAsync(() => Answer.GetAsync(http, "POST", path), answer => answer.Status == 200)).Status);
    }

    [Fact]
    public async Task While_Admin_fails_the_circuit_breaker_opens_and_closes_again()
    {
        await using var app = main.Start(
            _admin,
            ("AdminUsers:Resilience:Retry:Delay", "00:00:00.001"),
            ("AdminUsers:Resilience:CircuitBreaker:MinimumThroughput", "4"),
            ("AdminUsers:Resilience:CircuitBreaker:SamplingDuration", "00:00:30"),
            ("AdminUsers:Resilience:CircuitBreaker:BreakDuration", "00:00:03")
        );
        using var http = app.NewClient();
        var path = await PathAsync();
        _admin.Answer = AdminStub.Text(HttpStatusCode.InternalServerError, "");

        // Two likes are six tries: enough for the breaker to open.
        for (var i = 0; i < 2; i++)
            Assert.Equal(Problem.NoUser, await Answer.GetAsync(http, "POST", path));
        var asked = _admin.Asked;
        Assert.Equal(Problem.NoUser, await Answer.GetAsync(http, "POST", path));
        Assert.Equal(asked, _admin.Asked);

        _admin.Answer = AdminStub.User(1);
        Assert.Equal(200, (await Eventually.GetAsync(() => Answer.GetAsync(http, "POST", path), answer => answer.Status == 200)).Status);
    }

    [Fact]
    public async Task With_one_of_two_Admins_unavailable_no_like_is_refused()
    {
        var gone = new AdminStub();
        await gone.StartAsync();
        await gone.StopAsync();
        await using var app = main.Start(
            _admin,
            ("services:admin-api:http:1", gone.Address.ToString()),
            ("AdminUsers:Resilience:Retry:Delay", "00:00:00.001"),
            ("AdminUsers:Resilience:CircuitBreaker:MinimumThroughput", "4")
        );
        using var http = app.NewClient();
        for (var i = 0; i < 20; i++)
            Assert.Equal(200, (await Answer.GetAsync(http, "POST", await PathAsync())).Status);
    }

    [Theory]
    [InlineData("AdminUsers:Resilience:AttemptTimeout:Timeout", "01:00:00", "attempt timeout")]
    [InlineData("AdminUsers:Resilience:TotalRequestTimeout:Timeout", "00:00:00.500", "Total request timeout")]
    [InlineData("AdminUsers:Resilience:CircuitBreaker:SamplingDuration", "00:00:01", "sampling duration")]
    [InlineData("AdminUsers:Resilience:Retry:MaxRetryAttempts", "0", "MaxRetryAttempts")]
    [InlineData("AdminUsers:Resilience:RateLimiter:DefaultRateLimiterOptions:PermitLimit", "0", "PermitLimit")]
    [InlineData("AdminUsers:MaxConcurrent", "200", "'MaxConcurrent'")]
    public void Invalid_settings_fail_the_start(string key, string value, string expected)
    {
        var fault = Assert.ThrowsAny<Exception>(() => main.Start(_admin, (key, value)));
        Assert.Contains(expected, fault.ToString(), StringComparison.Ordinal);
    }

    public Task DisposeAsync() => _admin.StopAsync();

    private async Task<string> PathAsync() => $"/flask/api/products/{await main.AddProductAsync()}/like";
}
