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
        foreach (var count in (string[])["1 to add", "1 to change", "1 the same", "0 with errors", "Import 2 products"])
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
        Assert.Contains(
            "1 added, 0 changed, 0 were the same, 2 with errors left out",
            await visitor.ReadAsync(imported.Headers.Location!.ToString()),
            StringComparison.Ordinal
        );
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
