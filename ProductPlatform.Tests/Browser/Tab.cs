using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace ProductPlatform.Tests.Browser;

/// <summary>A page in the browser, and everything that the browser complained about.</summary>
internal sealed class Tab : IAsyncDisposable
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>Not by axe's package for Playwright: for each run that opens another page, to put together what frames found,
    /// and our pages have none.</summary>
    private const string RunAxe = """
        options => axe.run({ ...options, resultTypes: ["violations"] }).then(result => result.violations
            .filter(({ impact }) => impact === "serious" || impact === "critical")
            .map(({ id, help, nodes }) => `${id}: ${help} at ${nodes.slice(0, 3).map(node => node.html).join(", ")}`))
        """;

    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    internal Tab(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) => Add(message.Type == "error", $"console: {message.Text}");
        page.PageError += (_, error) => Add(true, $"script: {error}");
        page.Response += (_, response) =>
            Add(response.Status >= 400 && !response.Request.IsNavigationRequest, $"{response.Status} {response.Url}");
        // A stream is cut when one leaves the page; that is no failure.
        page.RequestFailed += (_, request) =>
            Add(request.ResourceType != "eventsource" && !request.IsNavigationRequest, $"failed: {request.Url}");
    }

    internal IPage Page { get; }

    internal IAPIRequestContext Http => _context.APIRequest;

    /// <summary>The message at the top of the page.</summary>
    internal ILocator Message => Page.Locator(".flash");

    internal ILocator Heading => Page.Locator("h1");

    internal Task GoAsync(string path) => Page.GotoAsync(path);

    internal ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });

    internal ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = name, Exact = true });

    internal ILocator Field(string label) => Page.GetByLabel(label, new PageGetByLabelOptions { Exact = false });

    /// <summary>Nothing failed to load, no script failed, nothing was written to the console as an error.</summary>
    internal void AssertQuiet() => Assert.Empty(_complaints);

    /// <summary>
    /// Nothing that keeps people with a handicap out. Only in a tab with scripts: axe is one, and waits for ever in a tab without.
    /// </summary>
    internal Task AssertAccessibleAsync() => AssertAccessibleAsync(new { });

    /// <summary>What a change of colours alone can spoil.</summary>
    internal Task AssertReadableAsync() =>
        AssertAccessibleAsync(new { runOnly = new { type = "rule", values = new[] { "color-contrast" } } });

    private async Task AssertAccessibleAsync(object options)
    {
        if (!await Page.EvaluateAsync<bool>("'axe' in window"))
            await Page.EvaluateAsync(Axe);
        Assert.Empty(await Page.EvaluateAsync<string[]>(RunAxe, options));
    }

    /// <summary>Nothing is wider than the window.</summary>
    internal async Task AssertFitsAsync() =>
        Assert.Empty(
            await Page.EvaluateAsync<string[]>(
                """
                () => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
                    .filter(element => element.getBoundingClientRect().right > innerWidth)
                    .map(element => `wider than the window: ${element.outerHTML.slice(0, 150)}`)
                """
            )
        );

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private void Add(bool isComplaint, string complaint)
    {
        if (isComplaint)
            _complaints.Add(complaint);
    }
}
