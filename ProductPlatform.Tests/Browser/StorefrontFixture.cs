using ProductPlatform.Tests.MainApi;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.Browser;

/// <summary>The storefront in a browser: Main.Api with a stub for Admin.</summary>
public sealed class StorefrontFixture : IAsyncLifetime
{
    private readonly MainApiFixture _main = new();
    private Chrome _chrome = null!;

    public AdminStub Admin => _main.Admin;

    public async Task InitializeAsync()
    {
        await _main.InitializeAsync();
        _chrome = await Chrome.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _chrome.DisposeAsync();
        await _main.DisposeAsync();
    }

    public Task<int> AddAsync(string title, string image = "/pictures/mug.svg") => _main.AddProductAsync(title, image);

    internal Task<Tab> OpenAsync(TabOptions? options = null) =>
        _chrome.OpenAsync(_main.Http.BaseAddress!.ToString().TrimEnd('/'), (options ?? new TabOptions()) with { Person = null });

    /// <summary>A storefront of its own, with other settings; the caller disposes both.</summary>
    internal async Task<(MainApp App, Tab Tab)> OpenOtherAsync(bool script, params (string Key, string Value)[] settings)
    {
        var app = _main.Start(Admin, settings);
        return (
            app,
            await _chrome.OpenAsync(
                app.ClientOptions.BaseAddress.ToString().TrimEnd('/'),
                new TabOptions { Person = null, Script = script }
            )
        );
    }
}
