using System.Text;
using Admin.Data.Products;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.AdminApi;

/// <summary>Files as spreadsheet programs write them: read as they are meant, or refused with what to do.</summary>
[Collection(DashboardTests.Name)]
public sealed class ImportTests(DashboardFixture dashboard)
{
    [Fact]
    public async Task An_export_of_titles_with_any_line_end_is_an_import_that_changes_nothing()
    {
        var title = $"{Guid.NewGuid():N} a\r\nb\rc\nd\u2028e\u2029f\u0085g\u000ch;=1+1";
        var product = await AddAsync(title);
        using var visitor = await dashboard.VisitAsSuperuserAsync();
        using var export = await visitor.GetAsync($"/admin/products/export?format=csv&q={title[..32]}");

        var message = await ImportSteps.ImportAsync(visitor, await export.Content.ReadAsByteArrayAsync());

        Assert.Contains("0 added, 0 changed, 1 unchanged", message, StringComparison.Ordinal);
        Assert.Equal(
            title,
            (await dashboard.QueryAsync(db => db.Products.AsNoTracking().SingleAsync(found => found.Id == product.Id))).Title
        );
    }

    [Fact]
    public async Task An_export_saved_again_in_another_encoding_is_refused_with_what_to_do()
    {
        var product = await AddAsync($"Käse für Größe {Guid.NewGuid():N}");
        using var visitor = await dashboard.VisitAsSuperuserAsync();

        var page = await ImportSteps.PreviewAsync(
            visitor,
            Encoding.Latin1.GetBytes($"id,title,image,likes\r\n{product.Id},{product.Title},i,0\r\n")
        );

        Assert.Contains("CSV UTF-8", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"previewed\"", page, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Dialects =>
        new()
        {
            { "a semicolon", "title;image\r\n{0};i\r\n" },
            { "a semicolon that the file names", "sep=;\r\ntitle;image\r\n{0};i\r\n" },
            { "empty columns at the end", "title,image,,\r\n{0},i,,\r\n,,,\r\n" },
            { "empty cells in a line only", "title,image\r\n{0},i,,\r\n" },
            { "a carriage return alone", "title,image\r{0},i\r" },
        };

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task A_dialect_is_read(string what, string file)
    {
        var title = $"{what} {Guid.NewGuid():N}";
        using var visitor = await dashboard.VisitAsSuperuserAsync();

        var message = await ImportSteps.ImportAsync(visitor, Encoding.UTF8.GetBytes(file.Replace("{0}", title, StringComparison.Ordinal)));

        Assert.Contains("1 added, 0 changed, 0 unchanged", message, StringComparison.Ordinal);
        Assert.True(await dashboard.QueryAsync(db => db.Products.AnyAsync(product => product.Title == title && product.Image == "i")));
    }

    [Fact]
    public async Task Unicode_text_with_tabs_is_read()
    {
        var title = $"Käse 🧀, \"alt\" {Guid.NewGuid():N}";
        using var visitor = await dashboard.VisitAsSuperuserAsync();

        var message = await ImportSteps.ImportAsync(
            visitor,
            [
                .. Encoding.Unicode.Preamble,
                .. Encoding.Unicode.GetBytes($"title\timage\r\n\"{title.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\ti\r\n"),
            ]
        );

        Assert.Contains("1 added", message, StringComparison.Ordinal);
        Assert.True(await dashboard.QueryAsync(db => db.Products.AnyAsync(product => product.Title == title)));
    }

    [Theory]
    [InlineData("title|image\r\nt|i\r\n", "separated by commas, semicolons or tabs")]
    [InlineData("title,image\r\nt,i,more\r\n", "There are 3 values for 2 columns.")]
    [InlineData("title,image,likes\r\nt,i\r\n", "There are 2 values for 3 columns.")]
    public async Task What_cannot_be_read_without_loss_is_refused(string file, string reason)
    {
        using var visitor = await dashboard.VisitAsSuperuserAsync();

        Assert.Contains(reason, await ImportSteps.PreviewAsync(visitor, Encoding.UTF8.GetBytes(file)), StringComparison.Ordinal);
    }

    private async Task<Product> AddAsync(string title)
    {
        Product product = null!;
        await dashboard.WithAsync(async services =>
            product = await services.GetRequiredService<ProductStore>().CreateAsync(title, "i", 0, "seed", CancellationToken.None)
        );
        return product;
    }
}
