using Microsoft.Playwright;
using ProductPlatform.Testing;

namespace ProductPlatform.Tests.Browser;

/// <summary>How a tab is opened.</summary>
internal sealed record TabOptions
{
    /// <summary>The name and permissions of the user; null without a session.</summary>
    public string? Person { get; init; } = TestSignIn.Superuser;

    public bool Script { get; init; } = true;

    public bool Dark { get; init; }

    public int Width { get; init; } = 1280;

    public string Zone { get; init; } = "UTC";

    /// <summary>The language that the browser asks for.</summary>
    public string Language { get; init; } = "en-GB";
}

/// <summary>The system's Chromium, one for all tests, a fresh profile for each tab.</summary>
internal sealed class Chrome : IAsyncDisposable
{
    // The shell first: it has no windows of its own to draw around each tab.
    private static readonly string[] Programs =
    [
        "/usr/bin/chromium-headless-shell",
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ];

    // For what never comes: a machine that runs a dozen servers beside the browser may be slow, and that is no failure.
    private static readonly float TimeoutMilliseconds = (float)Eventually.Timeout.TotalMilliseconds;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chrome(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    internal static async Task<Chrome> StartAsync()
    {
        Assertions.SetDefaultExpectTimeout(TimeoutMilliseconds);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath =
                    Programs.FirstOrDefault(File.Exists)
                    ?? throw new InvalidOperationException("Install chromium: eng/install-servers tests"),
                // Its own sandbox does not work for root, as which containers run tests.
                Args = ["--no-sandbox", "--disable-dev-shm-usage"],
            }
        );
        return new Chrome(playwright, browser);
    }

    internal async Task<Tab> OpenAsync(string address, TabOptions options)
    {
        var context = await _browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                BaseURL = address,
                JavaScriptEnabled = options.Script,
                ColorScheme = options.Dark ? ColorScheme.Dark : ColorScheme.Light,
                ViewportSize = new ViewportSize { Width = options.Width, Height = 900 },
                TimezoneId = options.Zone,
                Locale = options.Language,
                ReducedMotion = ReducedMotion.Reduce,
            }
        );
        context.SetDefaultTimeout(TimeoutMilliseconds);
        if (options.Person is not null)
        {
            await context.AddCookiesAsync([
                new Cookie
                {
                    Name = TestSignIn.Cookie,
                    Value = options.Person,
                    Url = address,
                },
            ]);
        }

        return new Tab(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
