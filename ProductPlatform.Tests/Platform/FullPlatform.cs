using Admin.Data.Products;
using Main.Data.Likes;
using Main.Worker;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ProductPlatform.Testing;
using ProductPlatform.Workers;

namespace ProductPlatform.Tests.Platform;

/// <summary>All four services over a scenario, Main.Worker with its HTTP side, as operators' commands find them.</summary>
internal sealed class FullPlatform : IAsyncDisposable
{
    private WebApplication _mainWorker = null!;

    internal required Scenario Scenario { get; init; }

    internal IHost AdminApi { get; private set; } = null!;

    internal IHost AdminWorker { get; private set; } = null!;

    internal IHost MainApi { get; private set; } = null!;

    internal Uri MainUrl => new(_mainWorker.Urls.First());

    internal static async Task<FullPlatform> StartAsync() => await StartAsync(await Scenario.CreateAsync(), _ => Task.CompletedTask);

    /// <summary>Starts Main.Worker, and the others when <paramref name="prepare"/>, which gets its address, is done.</summary>
    /// <param name="settings">Of all services, before those of files.</param>
    internal static async Task<FullPlatform> StartAsync(
        Scenario scenario,
        Func<Uri, Task> prepare,
        params (string Key, string Value)[] settings
    )
    {
        var platform = new FullPlatform { Scenario = scenario, _mainWorker = BuildMainWorker(scenario, settings) };
        await platform._mainWorker.StartAsync();
        await prepare(platform.MainUrl);
        platform.AdminApi = await scenario.StartAdminApiAsync(settings);
        platform.MainApi = await scenario.StartMainApiAsync(settings);
        platform.AdminWorker = await scenario.StartAdminWorkerAsync(settings);
        return platform;
    }

    /// <summary>Main.Worker with its HTTP side on a free port; to be started, stopped and disposed by the caller.</summary>
    internal static WebApplication BuildMainWorker(Scenario scenario, params (string Key, string Value)[] settings) =>
        WorkerHost.Build<MainWorker>([
            $"--ConnectionStrings:maindb={scenario.MainDatabase}",
            $"--ConnectionStrings:messaging={scenario.Broker}",
            $"--Internal:Secret={Scenario.InternalSecret}",
            "--urls=http://127.0.0.1:0",
            "--Logging:LogLevel:Default=Warning",
            .. settings.Select(setting => $"--{setting.Key}={setting.Value}"),
        ]);

    internal async Task<int> CreateProductAsync(string title, ulong likes = 0)
    {
        await using var scope = AdminApi.Services.CreateAsyncScope();
        var product = await scope
            .ServiceProvider.GetRequiredService<ProductStore>()
            .CreateAsync(title, "picture", likes, "test", CancellationToken.None);
        return product.Id;
    }

    internal async Task ChangeAsync(Func<ProductStore, Task> change)
    {
        await using var scope = AdminApi.Services.CreateAsyncScope();
        await change(scope.ServiceProvider.GetRequiredService<ProductStore>());
    }

    internal async Task<LikeOutcome> LikeAsync(int product, int user)
    {
        await using var scope = MainApi.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<LikeStore>().LikeAsync(product, user, CancellationToken.None);
    }

    internal async Task AdminSqlAsync(FormattableString sql)
    {
        await using var db = Scenario.OpenAdmin();
        await db.Database.ExecuteSqlAsync(sql);
    }

    internal async Task MainSqlAsync(FormattableString sql)
    {
        await using var db = Scenario.OpenMain();
        await db.Database.ExecuteSqlAsync(sql);
    }

    /// <summary>Both services' products that are not deleted, by id, version, title and image.</summary>
    internal async Task<(List<string> Admin, List<string> Main)> ProductsAsync()
    {
        await using var admin = Scenario.OpenAdmin();
        await using var main = Scenario.OpenMain();
        return (
            await admin.Products.OrderBy(p => p.Id).Select(p => $"{p.Id} at {p.Version}: {p.Title}, {p.Image}").ToListAsync(),
            await main
                .Products.Where(p => p.DeletedAt == null)
                .OrderBy(p => p.Id)
                .Select(p => $"{p.Id} at {p.Version}: {p.Title}, {p.Image}")
                .ToListAsync()
        );
    }

    /// <summary>
    /// Waits until both have the same products at the same versions: without the versions, a state on the way could look like the last, with
    /// events still to come.
    /// </summary>
    internal Task ProductsAgreeAsync() =>
        Eventually.IsTrueAsync(
            async () =>
            {
                var (admin, main) = await ProductsAsync();
                return admin.SequenceEqual(main) && await Scenario.OutboxDepthAsync(Scenario.OpenAdmin()) == 0;
            },
            "Main has the products that Admin has"
        );

    public async ValueTask DisposeAsync()
    {
        await _mainWorker.StopAsync();
        await _mainWorker.DisposeAsync();
        await Scenario.DisposeAsync();
    }
}
