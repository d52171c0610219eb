using Admin.Data.Products;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.AdminApi;

/// <summary>Dates, times and numbers as the viewer reads them.</summary>
[Collection(DashboardTests.Name)]
public sealed class ViewerFormTests(DashboardFixture dashboard)
{
    private readonly DateTime _at = new(2021, 3, 4, 17, 6, 7, DateTimeKind.Utc);

    [Theory]
    [InlineData(null, "4 Mar 2021, 17:06 UTC", "1,234")]
    [InlineData("en-GB", "4 Mar 2021, 17:06 UTC", "1,234")]
    [InlineData("en-US,en;q=0.9", "03/04/2021, 5:06 PM UTC", "1,234")]
    [InlineData("de-DE,de;q=0.9,en;q=0.8", "04.03.2021, 17:06 UTC", "1.234")]
    [InlineData("de-CH", "04.03.2021, 17:06 UTC", "1’234")]
    [InlineData("fr", "04/03/2021, 17:06 UTC", "1\u202F234")]
    [InlineData("sv", "2021-03-04, 17:06 UTC", "1\u202F234")]
    [InlineData("en;q=0.1, tlh, sv;q=0.5", "2021-03-04, 17:06 UTC", "1\u202F234")]
    [InlineData("*, xx;q=nonsense", "4 Mar 2021, 17:06 UTC", "1,234")]
    public async Task They_follow_the_language_that_the_browser_asks_for(string? languages, string date, string likes)
    {
        var product = await AddAsync();
        using var visitor = await dashboard.VisitAsync("products.view");
        if (languages is not null)
            visitor.Http.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", languages);
        var page = System.Net.WebUtility.HtmlDecode(await visitor.ReadAsync($"/admin/products/{product.Id}"));

        Assert.Contains($"datetime=\"2021-03-04T17:06:07Z\"", page, StringComparison.Ordinal);
        Assert.Contains($">{date}</time>", page, StringComparison.Ordinal);
        Assert.Contains($"data-likes=\"{product.Id}\">{likes}</strong>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_choice_in_my_account_goes_before_the_browser_and_is_among_the_changes()
    {
        var product = await AddAsync();
        using var visitor = await dashboard.VisitAsync("products.view");
        visitor.Http.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", "en-US");
        await visitor.PostAsync("/admin/account?handler=Settings", ("zone", "Asia/Tokyo"), ("dates", "iso"), ("numbers", "dot"));
        // The page's script says where the browser is.
        visitor.Http.DefaultRequestHeaders.TryAddWithoutValidation("Cookie", "zone-admin=Europe%2FBerlin");
        var page = await visitor.ReadAsync($"/admin/products/{product.Id}");
        Assert.Contains(">2021-03-05, 02:06</time>", page, StringComparison.Ordinal);
        Assert.Contains($"data-likes=\"{product.Id}\">1.234</strong>", page, StringComparison.Ordinal);

        using var auditor = await dashboard.VisitAsync("users.view");
        var changes = await auditor.ReadAsync($"/admin/changes?who={visitor.User!.UserName}&kind=SettingsChanged");
        Assert.Contains("time zone: Asia/Tokyo, dates: iso, numbers: dot", changes, StringComparison.Ordinal);

        await visitor.PostAsync("/admin/account?handler=Settings", ("zone", ""), ("dates", ""), ("numbers", "nonsense"));
        Assert.Contains(
            "03/04/2021, 5:06 PM",
            System.Net.WebUtility.HtmlDecode(await visitor.ReadAsync($"/admin/products/{product.Id}")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_programs_read_is_the_same_for_everyone()
    {
        var product = await AddAsync();
        using var visitor = await dashboard.VisitAsync("products.view");
        visitor.Http.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", "de");
        var csv = await visitor.ReadAsync($"/admin/products/export?format=csv&q=%23{product.Id}");
        Assert.Contains($"\r\n{product.Id},", csv, StringComparison.Ordinal);
        Assert.Contains(",1234\r\n", csv, StringComparison.Ordinal);
    }

    private async Task<Product> AddAsync()
    {
        await using var scope = dashboard.App.Services.CreateAsyncScope();
        var product = await scope
            .ServiceProvider.GetRequiredService<ProductStore>()
            .CreateAsync("dated", "i", 1234, "seed", CancellationToken.None);
        await dashboard.QueryAsync(db =>
            db.Products.Where(found => found.Id == product.Id).ExecuteUpdateAsync(set => set.SetProperty(found => found.UpdatedAt, _at))
        );
        return product;
    }
}
