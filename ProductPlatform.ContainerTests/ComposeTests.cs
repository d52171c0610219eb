using System.Text.Json;

namespace ProductPlatform.ContainerTests;

/// <summary><c>deploy/compose.yaml</c>, as a user starts it.</summary>
public sealed class ComposeTests(ComposePlatform platform) : IClassFixture<ComposePlatform>
{
    private const int SomeLikes = 30;

    /// <summary>What a process that was killed, because it did not stop in time, ends with.</summary>
    private const string Killed = "137";

    public static TheoryData<string> Services => ["main-api", "main-worker", "admin-api", "admin-worker", "messaging", "mysql"];

    [Fact]
    public async Task A_product_that_is_created_is_in_the_shop_and_its_like_is_counted()
    {
        var product = await platform.CreateProductAsync("Teapot");
        await Eventually.IsTrueAsync(() => platform.IsInShopAsync(product), "the product is in the shop");

        using var answer = await platform.LikeAsync(product);

        answer.EnsureSuccessStatusCode();
        await Eventually.IsTrueAsync(async () => await platform.LikesAsync(product) == 1, "the like is counted");
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Nothing_is_lost_when_a_service_is_restarted(string service)
    {
        await using var shoppers = await Shoppers.StartAsync(platform);
        await shoppers.AcceptedAsync(SomeLikes);

        await platform.ComposeAsync("stop", service);
        Assert.NotEqual(Killed, await platform.InspectAsync(service, "{{.State.ExitCode}}"));
        await platform.ComposeAsync("start", service);
        await platform.HealthyAsync(service);

        await shoppers.AcceptedAsync(SomeLikes);
        await AssertNothingIsLostAsync(await shoppers.StopAsync());
    }

    [Fact]
    public async Task Nothing_is_lost_when_one_service_is_upgraded()
    {
        await using var shoppers = await Shoppers.StartAsync(platform);
        await shoppers.AcceptedAsync(SomeLikes);

        await platform.ComposeAsync(Docker.Second, ["up", "--detach", "--no-deps", "main-api"]);
        await platform.HealthyAsync("main-api");

        await shoppers.AcceptedAsync(SomeLikes);
        await AssertNothingIsLostAsync(await shoppers.StopAsync());
        Assert.Equal(
            Docker.Second,
            await platform.InspectAsync("main-api", """{{index .Config.Labels "org.opencontainers.image.version"}}""")
        );
        Assert.Equal(Docker.Image("admin-api"), await platform.InspectAsync("admin-api", "{{.Config.Image}}"));
    }

    /// <summary>The steps of docs/operations/drill.md and backup.md.</summary>
    [Fact]
    public async Task A_platform_that_lost_its_data_is_restored_from_a_backup()
    {
        var saved = await platform.CreateProductAsync("Saved");
        await Eventually.IsTrueAsync(() => platform.IsInShopAsync(saved), "the product is in the shop");
        using var answer = await platform.LikeAsync(saved);
        answer.EnsureSuccessStatusCode();
        await Eventually.IsTrueAsync(async () => await platform.LikesAsync(saved) == 1, "the like is counted");
        var backup = (await platform.ComposeAsync("run", "--rm", "-T", "backup", "create", "/backups")).Split('\n')[^1];
        var later = await platform.CreateProductAsync("Later");

        await platform.ComposeAsync("down", "--volumes", "--timeout=30");
        await platform.ComposeAsync("up", "--detach", "--wait", "mysql", "messaging");
        await platform.ComposeAsync("run", "--rm", "-T", "backup", "restore", backup);
        await platform.ComposeAsync("run", "--rm", "-T", "main-migrate");
        await platform.ComposeAsync("run", "--rm", "-T", "admin-migrate");
        await platform.ComposeAsync("up", "--detach", "--no-deps", "main-worker");
        await platform.HealthyAsync("main-worker");
        await platform.ComposeAsync("run", "--rm", "-T", "--no-deps", "admin-worker", "resync");
        await platform.ComposeAsync("up", "--detach");
        await platform.HealthyAsync("main-api", "admin-api", "main-worker", "admin-worker");

        Assert.Equal(1, await platform.LikesAsync(saved));
        await Eventually.IsTrueAsync(() => platform.IsInShopAsync(saved), "the product is in the shop again");
        Assert.False(await platform.IsInShopAsync(later));
        var again = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            platform.ComposeAsync("run", "--rm", "-T", "backup", "restore", backup)
        );
        Assert.Contains("nothing is restored over them", again.Message, StringComparison.Ordinal);
        await AssertNothingIsLostAsync(new Dictionary<int, int> { [saved] = 1 });
    }

    [Fact]
    public async Task The_first_account_is_made_with_the_password_that_is_a_secret()
    {
        var said = await platform.ComposeAsync(
            "run",
            "--rm",
            "-T",
            "admin-migrate",
            "create-superuser",
            "--no-input",
            "--username=boss",
            "--email=boss@example.com"
        );

        Assert.Contains("boss", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_secret_is_in_an_environment_or_a_log()
    {
        var containers = (await platform.ComposeAsync("ps", "--all", "--quiet")).Split('\n');
        var shown = await Docker.RunAsync(["inspect", .. containers]) + await platform.ComposeAsync("logs");

        Assert.Equal(8, containers.Length);
        Assert.Contains("HTTP_PORTS", shown, StringComparison.Ordinal);
        Assert.NotEmpty(platform.Secrets);
        Assert.DoesNotContain(platform.Secrets, secret => shown.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Services_cannot_write_and_have_no_rights()
    {
        foreach (var service in new[] { "main-api", "main-worker", "admin-api", "admin-worker" })
        {
            using var inspected = JsonDocument.Parse(await platform.InspectAsync(service, "{{json .HostConfig}}"));
            var host = inspected.RootElement;

            Assert.True(host.GetProperty("ReadonlyRootfs").GetBoolean());
            Assert.Equal("ALL", Assert.Single(host.GetProperty("CapDrop").EnumerateArray()).GetString());
            Assert.Contains(host.GetProperty("SecurityOpt").EnumerateArray(), option => option.GetString() == "no-new-privileges:true");
        }
    }

    [Fact]
    public async Task Only_the_shop_and_the_dashboard_are_published()
    {
        var published = (await platform.ComposeAsync("ps", "--format={{.Service}} {{.Ports}}"))
            .Split('\n')
            .Where(line => line.Contains("->", StringComparison.Ordinal))
            .Select(line => line.Split(' ')[0]);

        Assert.Equal(["admin-api", "main-api"], published.Order());
    }

    [Fact]
    public async Task Prometheus_and_Grafana_are_started_by_their_profile_only()
    {
        var ordinary = await platform.ComposeAsync("config", "--services");
        var observed = await platform.ComposeAsync("--profile=observability", "config", "--services");

        Assert.Equal(["grafana", "prometheus"], observed.Split('\n').Except(ordinary.Split('\n')).Order());
    }

    /// <summary>Every like that was accepted is counted, and Admin counts what Main has, exactly: the operators' command compares them.</summary>
    private async Task AssertNothingIsLostAsync(IReadOnlyDictionary<int, int> accepted)
    {
        var report = await platform.ComposeAsync("exec", "-T", "admin-worker", "dotnet", "/app/Admin.Worker.dll", "reconcile");
        Assert.Contains("no differences", report, StringComparison.Ordinal);
        foreach (var (product, likes) in accepted)
        {
            await Eventually.IsTrueAsync(
                async () => await platform.LikesAsync(product) >= likes,
                $"{likes} likes of {product} are counted"
            );
        }

        Assert.All(accepted.Values, likes => Assert.True(likes > 0));
    }
}
