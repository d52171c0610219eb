using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ProductPlatform.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed class ProductFormTests(BrowserFixture dashboard)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_product_that_is_added_is_named_and_linked_in_the_message(bool script)
    {
        await using var tab = await dashboard.OpenAsync(new TabOptions { Script = script });
        var title = BrowserFixture.Word();
        await tab.GoAsync("/admin/products/add");
        await tab.Page.FillAsync("[name=title]", $"  {title} ");
        await tab.Page.FillAsync("[name=image]", "/pictures/lamp.svg");
        await tab.Page.FillAsync("[name=likes]", "7");
        await tab.Button("Save").ClickAsync();

        await Expect(tab.Message).ToHaveTextAsync($"The product {title} was added.");
        await tab.Message.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(tab.Heading).ToHaveTextAsync(title);
        await Expect(tab.Page.Locator(".facts strong")).ToHaveTextAsync("7");
        tab.AssertQuiet();
    }

    [Fact]
    public async Task What_the_api_refuses_the_form_refuses_in_words_for_people()
    {
        await using var tab = await dashboard.OpenAsync();
        await tab.GoAsync("/admin/products/add");
        await tab.Page.FillAsync("[name=title]", new string('t', 201));
        await tab.Page.FillAsync("[name=likes]", "-1");
        await tab.Button("Save").ClickAsync();

        await Expect(tab.Page.Locator(".field .errors"))
            .ToHaveTextAsync(["Title is too long: 201 of 200 characters.", "Picture is missing.", "Initial likes cannot be less than 0."]);
        await Expect(tab.Page.Locator("[name=title]")).ToHaveValueAsync(new string('t', 201));
    }

    [Theory]
    [InlineData("Save", "/admin/products")]
    [InlineData("Save and add another", "/admin/products/add")]
    [InlineData("Save and continue editing", "/admin/products/{id}")]
    public async Task Every_save_button_goes_where_it_says(string button, string address)
    {
        var product = await dashboard.AddAsync(BrowserFixture.Word());
        await using var tab = await dashboard.OpenAsync();
        await tab.GoAsync($"/admin/products/{product.Id}");
        await tab.Page.FillAsync("[name=title]", product.Title + " new");
        await tab.Button(button).ClickAsync();

        await Expect(tab.Message).ToHaveTextAsync($"The product {product.Title} new was changed.");
        Assert.Equal(address.Replace("{id}", $"{product.Id}"), new Uri(tab.Page.Url).AbsolutePath);
    }

    [Fact]
    public async Task A_change_is_recorded_with_the_name_of_who_made_it()
    {
        var product = await dashboard.AddAsync(BrowserFixture.Word());
        await using var tab = await dashboard.OpenAsync();
        await tab.GoAsync($"/admin/products/{product.Id}");
        await tab.Page.FillAsync("[name=title]", product.Title + " new");
        await tab.Button("Save").ClickAsync();
        await tab.GoAsync($"/admin/products/{product.Id}/history");

        var newest = tab.Page.Locator(".history > li").First;
        await Expect(newest).ToContainTextAsync("grace");
        await Expect(newest.Locator("del")).ToHaveTextAsync(product.Title);
        await Expect(newest.Locator("ins")).ToHaveTextAsync(product.Title + " new");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stale_form_says_who_changed_the_product_and_is_saved_only_after_confirmation(bool script)
    {
        var product = await dashboard.AddAsync(BrowserFixture.Word());
        await using var tab = await dashboard.OpenAsync(new TabOptions { Script = script });
        await tab.GoAsync($"/admin/products/{product.Id}");
        await dashboard.ChangeAsync(product, product.Title + " theirs", "barbara");
        await tab.Page.FillAsync("[name=title]", product.Title + " mine");
        await tab.Button("Save").ClickAsync();

        await Expect(tab.Page.Locator(".conflict")).ToContainTextAsync("barbara changed it");
        await Expect(tab.Page.Locator(".conflict .differs td")).ToHaveTextAsync([product.Title + " theirs", product.Title + " mine"]);
        Assert.Equal(product.Title + " theirs", (await dashboard.FindAsync(product.Id))!.Title);
        await tab.Button("Save mine over theirs").ClickAsync();
        await Expect(tab.Message).ToContainTextAsync("was changed");
        Assert.Equal(product.Title + " mine", (await dashboard.FindAsync(product.Id))!.Title);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_deletion_says_what_else_it_deletes_and_can_be_undone(bool script)
    {
        var product = await dashboard.AddAsync(BrowserFixture.Word(), likes: 1234);
        await using var tab = await dashboard.OpenAsync(new TabOptions { Script = script });
        await tab.GoAsync($"/admin/products/{product.Id}");
        await tab.Link("Delete…").ClickAsync();
        await Expect(tab.Page.Locator("main")).ToContainTextAsync("1,234 likes from the counts");
        await tab.Button("Yes, delete it").ClickAsync();
        await Expect(tab.Message).ToContainTextAsync($"The product {product.Title} was deleted.");
        Assert.Null(await dashboard.FindAsync(product.Id));

        await tab.Button("Undo").ClickAsync();
        await Expect(tab.Message).ToHaveTextAsync($"The product {product.Title} was restored.");
        var back = await dashboard.FindAsync(product.Id);
        Assert.Equal((product.Title, 1234UL, product.Version + 2), (back!.Title, back.Likes, back.Version));
        tab.AssertQuiet();
    }

    [Fact]
    public async Task A_product_is_restored_to_an_earlier_version()
    {
        var product = await dashboard.AddAsync(BrowserFixture.Word());
        await dashboard.ChangeAsync(product, product.Title + " worse", "barbara");
        await using var tab = await dashboard.OpenAsync();
        await tab.GoAsync($"/admin/products/{product.Id}/history");
        await tab.Button("Revert to version 1").ClickAsync();

        await Expect(tab.Message).ToHaveTextAsync($"The product {product.Title} is again as it was in version 1.");
        Assert.Equal(
            (product.Title, 3L),
            ((await dashboard.FindAsync(product.Id))!.Title, (await dashboard.FindAsync(product.Id))!.Version)
        );
    }

    [Fact]
    public async Task A_user_with_view_permission_sees_text_and_a_way_back_to_the_list()
    {
        var product = await dashboard.AddAsync(BrowserFixture.Word());
        await using var tab = await dashboard.OpenAsync(new TabOptions { Person = "vera|products.view" });
        await tab.GoAsync($"/admin/products/{product.Id}?list=%3Fq%3D{product.Title}");

        await Expect(tab.Page.Locator(".plain")).ToHaveTextAsync([product.Title, product.Image]);
        await Expect(tab.Page.Locator("main input:not([type=hidden])")).ToHaveCountAsync(0);
        await Expect(tab.Button("Save")).ToHaveCountAsync(0);
        await Expect(tab.Link("Delete…")).ToHaveCountAsync(0);
        await tab.AssertAccessibleAsync();
        await tab.Link("Close").ClickAsync();
        Assert.EndsWith($"/admin/products?q={product.Title}", tab.Page.Url, StringComparison.Ordinal);
        tab.AssertQuiet();
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:image/svg+xml,<svg/>")]
    [InlineData("\"><script>alert(1)</script>")]
    public async Task Text_that_is_not_an_image_URL_never_becomes_one(string image)
    {
        var product = await dashboard.AddAsync($"{BrowserFixture.Word()} <img src=x onerror=alert(1)> \"'&", image);
        await using var tab = await dashboard.OpenAsync();
        await tab.GoAsync($"/admin/products/{product.Id}");

        await Expect(tab.Heading).ToHaveTextAsync(product.Title);
        await Expect(tab.Page.Locator("main img")).ToHaveCountAsync(0);
        await Expect(tab.Page.Locator("[name=image]")).ToHaveValueAsync(image);
        tab.AssertQuiet();
    }

    [Fact]
    public async Task The_picture_is_shown_while_its_address_is_typed_and_a_sign_where_there_is_none()
    {
        await using var tab = await dashboard.OpenAsync();
        await tab.GoAsync("/admin/products/add");
        await tab.Page.FillAsync("[name=image]", "/pictures/lamp.svg");
        await Expect(tab.Page.Locator(".picture.large img")).ToHaveAttributeAsync("src", "/pictures/lamp.svg");
        await tab.Page.FillAsync("[name=image]", "javascript:alert(1)");
        await Expect(tab.Page.Locator(".picture.large")).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("missing"));
        await Expect(tab.Page.Locator(".picture.large img")).ToHaveCountAsync(0);
    }
}
