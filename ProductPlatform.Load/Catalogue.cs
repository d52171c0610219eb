using ProductPlatform.Testing;
using AdminProduct = Admin.Data.Products.Product;
using MainProduct = Main.Data.Products.Product;

namespace ProductPlatform.Load;

/// <summary>
/// Products that both services know before the run begins: many, with long texts, so that a list of them is longer than what sockets buffer; and not the
/// clients', so that what an old producer does to them stands alone.
/// </summary>
internal static class Catalogue
{
    internal const int Size = 6000;
    internal const string Image = "/pictures/mug.svg";
    private const int TextLength = 200;

    internal static async Task AddAsync(Scenario scenario)
    {
        await using (var admin = scenario.OpenAdmin())
        {
            admin.Products.AddRange(
                Enumerable
                    .Range(1, Size)
                    .Select(id => new AdminProduct
                    {
                        Id = id,
                        Title = Title(id),
                        Image = Image,
                    })
            );
            await admin.SaveChangesAsync();
        }

        await using var main = scenario.OpenMain();
        main.Products.AddRange(
            Enumerable
                .Range(1, Size)
                .Select(id => new MainProduct
                {
                    Id = id,
                    Title = Title(id),
                    Image = Image,
                    Version = 1,
                })
        );
        await main.SaveChangesAsync();
    }

    private static string Title(int id) => $"Product {id} ".PadRight(TextLength, 'x');
}
