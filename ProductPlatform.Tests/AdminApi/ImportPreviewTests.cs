using System.Net;
using Admin.Data.Products;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.AdminApi;

/// <summary>What an import says before it is done, and what becomes of lines with errors.</summary>
[Collection(DashboardTests.Name)]
public sealed class ImportPreviewTests(DashboardFixture dashboard)
{
    [Fact]
    public async Task The_preview_shows_each_change_before_and_after_and_counts_the_same_apart()
    {
        var (changed, same) = (await AddAsync("old lamp"), await AddAsync("same lamp"));
        using var visitor = await dashboard.VisitAsSuperuserAsync();

        var page = await ImportSteps.PreviewAsync(
            visitor,
            $"id,title,image\n{changed.Id},new lamp,i\n{same.Id},same lamp,i\n,third lamp,i\n"
        );

        Assert.Contains("<del>old lamp</del> <ins>new lamp</ins>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<del>same lamp", page, StringComparison.Ordinal);
        foreach (var count in (string[])["1 to add", "1 to change", "1 unchanged", "Import 2 products"])
            Assert.Contains(count, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_without_errors_are_imported_alone_only_when_the_user_says_so()
    {
        var word = Guid.NewGuid().ToString("N");
        using var visitor = await dashboard.VisitAsSuperuserAsync();
        var page = await ImportSteps.PreviewAsync(visitor, $"title,image\n{word} good,i\n,i\n{word} bad,\n");
        Assert.Contains("Import only the 1 without errors", page, StringComparison.Ordinal);
        var previewed = ImportSteps.Previewed(page);

        using var refused = await visitor.PostAsync(ImportSteps.Import, ("previewed", previewed), ("apply", "true"));
        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.Equal([], await TitlesAsync(word));

        using var imported = await visitor.PostAsync(ImportSteps.Import, ("previewed", previewed), ("apply", "true"), ("skip", "true"));
        Assert.Equal(HttpStatusCode.TemporaryRedirect, imported.StatusCode);
        using var rest = await visitor.PostAsync(imported.Headers.Location!.ToString(), ("previewed", previewed), ("apply", "true"));
        var left = WebUtility.HtmlDecode(await rest.Content.ReadAsStringAsync());
        Assert.Contains(
            $"title,image,reason\r\n,i,Line 3: title is missing.\r\n{word} bad,,Line 4: image is missing.",
            left,
            StringComparison.Ordinal
        );
        Assert.Contains("Download the lines with errors", left, StringComparison.Ordinal);
        Assert.DoesNotContain(">Import only", left, StringComparison.Ordinal);
        Assert.Equal([$"{word} good"], await TitlesAsync(word));
    }

    [Fact]
    public async Task Lines_with_errors_come_as_a_file_with_reasons_that_can_be_corrected_and_imported()
    {
        var word = Guid.NewGuid().ToString("N");
        using var visitor = await dashboard.VisitAsSuperuserAsync();
        var page = await ImportSteps.PreviewAsync(visitor, $"Title;Image\n{word} good;i\n=1+1 {word};\n");

        using var response = await visitor.PostAsync($"{ImportSteps.Import}?handler=Wrong", ("previewed", ImportSteps.Previewed(page)));
        var file = await response.Content.ReadAsStringAsync();
        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal($"Title,Image,reason\r\n'=1+1 {word},,Line 3: Image is missing.\r\n", file);

        var message = await ImportSteps.ImportAsync(
            visitor,
            System.Text.Encoding.UTF8.GetBytes(file.Replace($"{word},,", $"{word},i,", StringComparison.Ordinal))
        );
        Assert.Contains("1 added", message, StringComparison.Ordinal);
        Assert.Equal([$"=1+1 {word}"], await TitlesAsync(word));
    }

    [Fact]
    public async Task A_file_of_lines_with_errors_keeps_values_without_a_column()
    {
        using var visitor = await dashboard.VisitAsSuperuserAsync();
        var page = await ImportSteps.PreviewAsync(visitor, "title,image\nMug,i\nCup,i\nSpade,/pictures/mug.svg,extra,7\n");

        using var response = await visitor.PostAsync($"{ImportSteps.Import}?handler=Wrong", ("previewed", ImportSteps.Previewed(page)));
        var file = await response.Content.ReadAsStringAsync();

        Assert.Equal(
            "title,image,reason\r\nSpade,/pictures/mug.svg,Line 4: There are 4 values for 2 columns.,extra,7\r\n",
            file.TrimStart('\uFEFF')
        );
    }

    [Theory]
    [InlineData("teapot.png", true)]
    [InlineData("javascript:alert(1)", true)]
    [InlineData("/pictures/teapot.svg", false)]
    [InlineData("HTTPS://example.org/teapot.png", false)]
    public async Task A_picture_that_will_not_be_shown_is_warned_of_and_imported_all_the_same(string picture, bool warned)
    {
        using var visitor = await dashboard.VisitAsSuperuserAsync();

        var page = await ImportSteps.PreviewAsync(visitor, $"title,image\nt,{picture}\n");

        Assert.Equal(warned, page.Contains("1 with a warning", StringComparison.Ordinal));
        Assert.Equal(warned, page.Contains("does not begin with https:// or a slash.", StringComparison.Ordinal));
        Assert.Contains("Import 1 product", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_is_undone_from_its_message_but_for_what_has_changed_since()
    {
        var word = Guid.NewGuid().ToString("N");
        var (back, changed) = (await AddAsync($"{word} one"), await AddAsync($"{word} two"));
        using var visitor = await dashboard.VisitAsSuperuserAsync();
        var message = await ImportSteps.ImportAsync(
            visitor,
            System.Text.Encoding.UTF8.GetBytes(
                $"id,title,image\n{back.Id},{word} uno,i\n{changed.Id},{word} due,i\n,{word} three,i\n,{word} four,i\n"
            )
        );
        await dashboard.WithAsync(services =>
            services.GetRequiredService<ProductStore>().UpdateAsync(changed.Id, $"{word} zwei", "i", null, "seed", CancellationToken.None)
        );

        using var response = await visitor.PostAsync(WebUtility.HtmlDecode(UndoAddress(message)));

        Assert.Contains(
            "1 product is again as before, 2 products that had been added are deleted. 1 has changed since",
            await visitor.ReadAsync(response.Headers.Location!.ToString()),
            StringComparison.Ordinal
        );
        Assert.Equal([$"{word} one", $"{word} zwei"], (await TitlesAsync(word)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_import_that_added_products_is_undone_only_by_one_who_may_delete_and_once()
    {
        var word = Guid.NewGuid().ToString("N");
        using var importer = await dashboard.VisitAsync("products.add", "products.change");
        using var visitor = await dashboard.VisitAsync("products.add", "products.change", "products.delete");
        byte[] File(string title) => System.Text.Encoding.UTF8.GetBytes($"title,image\n{word} {title} one,i\n{word} {title} two,i\n");

        Assert.DoesNotContain("/admin/products/undo", await ImportSteps.ImportAsync(importer, File("a")), StringComparison.Ordinal);
        var message = await ImportSteps.ImportAsync(visitor, File("b"));
        var changes = WebUtility.HtmlDecode(message.Split("href=\"/admin/changes/batch")[1].Split('"')[0]);
        var batch = await visitor.ReadAsync("/admin/changes/batch" + changes);
        Assert.Contains("Undo this import", batch, StringComparison.Ordinal);
        using var undone = await visitor.PostAsync(WebUtility.HtmlDecode(UndoAddress(batch)));

        Assert.Equal(2, (await TitlesAsync(word)).Count);
        var afterwards = await visitor.ReadAsync("/admin/changes/batch" + changes);
        Assert.DoesNotContain("/admin/products/undo", afterwards, StringComparison.Ordinal);
        Assert.Contains("there is nothing left to undo", afterwards, StringComparison.Ordinal);
    }

    private static string UndoAddress(string page) => "/admin/products/undo" + page.Split("action=\"/admin/products/undo")[1].Split('"')[0];

    [Theory]
    [InlineData("Title,IMAGE\nt,\n", "IMAGE is missing.")]
    [InlineData("title;image;Likes\nt;i;-1\n", "Likes cannot be less than 0.")]
    [InlineData("title;image;Likes\nt;i;x\n", "Likes must be a whole number.")]
    [InlineData("title;image;Likes\nt;i;4294967296\n", "Likes cannot be more than 4,294,967,295.")]
    [InlineData("ID\ttitle\timage\n999999999\tt\ti\n", "ID: There is no product 999999999.")]
    public async Task An_error_names_the_column_as_the_file_does(string file, string error)
    {
        using var visitor = await dashboard.VisitAsSuperuserAsync();

        Assert.Contains(error, await ImportSteps.PreviewAsync(visitor, file), StringComparison.Ordinal);
    }

    private async Task<Product> AddAsync(string title)
    {
        Product product = null!;
        await dashboard.WithAsync(async services =>
            product = await services.GetRequiredService<ProductStore>().CreateAsync(title, "i", 0, "seed", CancellationToken.None)
        );
        return product;
    }

    private Task<List<string>> TitlesAsync(string word) =>
        dashboard.QueryAsync(db =>
            db.Products.Where(product => product.Title.Contains(word)).Select(product => product.Title).ToListAsync()
        );
}
