using System.Net;
using System.Text.RegularExpressions;
using Admin.Data.Audit;
using Admin.Data.Products;
using Microsoft.Extensions.DependencyInjection;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.AdminApi;

/// <summary>Who did what: products, accounts and messages in one list.</summary>
[Collection(DashboardTests.Name)]
public sealed partial class ChangesTests(DashboardFixture dashboard)
{
    private readonly string _who = "w" + Guid.NewGuid().ToString("N")[..10];

    [Fact]
    public async Task A_change_of_a_product_says_what_it_was_before_and_links_the_product()
    {
        var product = await AddAsync("old");
        await WithStoreAsync(store => store.UpdateAsync(product.Id, $"{_who} new", "i", null, _who, CancellationToken.None));
        using var visitor = await dashboard.VisitAsync("products.view");

        var rows = await RowsAsync(visitor, $"who={_who}");

        Assert.Equal(2, rows.Count);
        Assert.Contains("Product changed", rows[0], StringComparison.Ordinal);
        Assert.Contains($"<del>{_who} old</del> <ins>{_who} new</ins>", rows[0], StringComparison.Ordinal);
        Assert.Contains($"href=\"/admin/products/{product.Id}\"", rows[0], StringComparison.Ordinal);
        Assert.Contains("Product added", rows[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_products_at_once_are_one_change_that_opens()
    {
        var products = new[] { await AddAsync("one"), await AddAsync("two"), await AddAsync("three") };
        await WithBatchesAsync(batches => batches.DeleteAsync([.. products.Select(p => p.Id)], _who, CancellationToken.None));
        using var visitor = await dashboard.VisitAsync("products.view");

        var row = Assert.Single(await RowsAsync(visitor, $"who={_who}&kind=ProductDeleted"));
        Assert.Contains("Products deleted", row, StringComparison.Ordinal);
        Assert.Contains(">3 products<", row, StringComparison.Ordinal);

        var opened = await visitor.ReadAsync(Link(row, "/admin/changes/batch"));
        foreach (var product in products)
            Assert.Contains(product.Title, opened, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("q=rare", "2 of 3 products")]
    [InlineData("q=", "3 products")]
    public async Task A_search_that_finds_a_part_of_what_was_done_at_once_says_of_how_many(string search, string expected)
    {
        var products = new[] { await AddAsync("rare one"), await AddAsync("rare two"), await AddAsync("three") };
        await WithBatchesAsync(batches => batches.DeleteAsync([.. products.Select(p => p.Id)], _who, CancellationToken.None));
        using var visitor = await dashboard.VisitAsync("products.view");

        var row = Assert.Single(await RowsAsync(visitor, $"who={_who}&kind=ProductDeleted&{search}"));

        Assert.Contains($">{expected}<", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_is_meant_alone_if_someone_has_it_and_otherwise_is_a_part_of_names()
    {
        var user = await dashboard.AddUserAsync();
        await LogAsync(AuditKind.GroupAdded, "x");
        await dashboard.QueryAsync(db =>
        {
            foreach (var actor in (string[])[user.UserName!, user.UserName! + "na"])
            {
                db.AuditLog.Add(
                    new AuditEntry
                    {
                        At = DateTime.UtcNow,
                        Kind = AuditKind.GroupAdded,
                        Actor = actor,
                        Address = "",
                        Subject = _who,
                        Details = "",
                    }
                );
            }

            return db.SaveChangesAsync();
        });
        using var visitor = await dashboard.VisitAsync("audit.view");

        Assert.Single(await RowsAsync(visitor, $"who={_who[..^1]}"));
        Assert.Single(await RowsAsync(visitor, $"who={user.UserName}&q={_who}"));
        Assert.Equal(2, (await RowsAsync(visitor, $"who={user.UserName![1..]}&q={_who}")).Count);
    }

    [Fact]
    public async Task Dates_in_the_wrong_order_are_said()
    {
        using var visitor = await dashboard.VisitAsync("audit.view");

        Assert.Contains(
            "From is later than to.",
            await visitor.ReadAsync("/admin/changes?from=2020-05-02&to=2020-05-01"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_deletion_is_restored_as_a_whole_by_its_author_as_long_as_something_is_left_of_it()
    {
        using var author = await dashboard.VisitAsync("products.view", "products.add");
        using var other = await dashboard.VisitAsync("products.view", "products.add");
        var products = new[] { await AddAsync("one"), await AddAsync("two") };
        Deletion deletion = null!;
        await WithBatchesAsync(async batches =>
            deletion = await batches.DeleteAsync([.. products.Select(p => p.Id)], author.User!.UserName!, CancellationToken.None)
        );
        var page = $"/admin/changes/batch?at={deletion.At.Ticks}&who={author.User!.UserName}";

        Assert.Contains("Restore these products", await author.ReadAsync(page), StringComparison.Ordinal);
        var theirs = await other.ReadAsync(page);
        Assert.DoesNotContain("Restore these products", theirs, StringComparison.Ordinal);
        Assert.Contains($"Only {author.User.UserName} can undo this as a whole.", theirs, StringComparison.Ordinal);
        using var restored = await author.PostAsync($"/admin/products/restore?at={deletion.At.Ticks}");

        var afterwards = await author.ReadAsync(page);
        Assert.DoesNotContain("Restore these products", afterwards, StringComparison.Ordinal);
        Assert.Contains("there is nothing left to undo", afterwards, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_is_one_change_with_what_it_added_and_changed()
    {
        var product = await AddAsync("old");
        using var visitor = await dashboard.VisitAsSuperuserAsync();
        await ImportSteps.ImportAsync(
            visitor,
            System.Text.Encoding.UTF8.GetBytes($"id,title,image\n{product.Id},{_who} new,i\n,{_who} a,i\n,{_who} b,i\n")
        );

        var row = Assert.Single(await RowsAsync(visitor, $"who={visitor.User!.UserName}&kind=Products"));

        Assert.Contains("Products imported", row, StringComparison.Ordinal);
        Assert.Contains("2 added, 1 changed by import", row, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_are_found_by_person_kind_and_day()
    {
        await LogAsync(AuditKind.TokenAdded, "token a", new DateTime(2020, 5, 1, 23, 59, 59, DateTimeKind.Utc));
        await LogAsync(AuditKind.TokenRevoked, "token a", new DateTime(2020, 5, 2, 0, 0, 0, DateTimeKind.Utc));
        await LogAsync(AuditKind.GroupAdded, "group a", new DateTime(2020, 5, 3, 0, 0, 0, DateTimeKind.Utc));
        using var visitor = await dashboard.VisitAsync("audit.view");

        Assert.Equal(3, (await RowsAsync(visitor, $"who={_who}")).Count);
        Assert.Equal(2, (await RowsAsync(visitor, $"who={_who}&kind=API+tokens")).Count);
        Assert.Contains("Group added", Assert.Single(await RowsAsync(visitor, $"who={_who}&from=2020-05-03")), StringComparison.Ordinal);
        Assert.Contains("Token added", Assert.Single(await RowsAsync(visitor, $"who={_who}&to=2020-05-01")), StringComparison.Ordinal);
        Assert.Contains(
            "Token revoked",
            Assert.Single(await RowsAsync(visitor, $"who={_who}&from=2020-05-02&to=2020-05-02")),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("products.view", "Product added")]
    [InlineData("users.change", "User changed")]
    [InlineData("groups.view", "Group changed")]
    [InlineData("tokens.view", "Token added")]
    [InlineData("deadletters.view", "Dead letter replayed")]
    [InlineData("audit.view", "User changed,Group changed,Token added,Dead letter replayed,Signed in")]
    public async Task Viewers_see_the_changes_of_what_they_may_see(string permission, string expected)
    {
        await AddAsync("lamp");
        foreach (var kind in (AuditKind[])[AuditKind.UserChanged, AuditKind.GroupChanged, AuditKind.TokenAdded])
            await LogAsync(kind, "x");
        await LogAsync(AuditKind.DeadLetterReplayed, "main.dead: all");
        await LogAsync(AuditKind.SignedIn, "x");
        using var visitor = await dashboard.VisitAsync(permission);

        var page = await visitor.ReadAsync($"/admin/changes?who={_who}");

        Assert.Equal(
            expected.Split(',').Order(StringComparer.Ordinal),
            Badges().Matches(page).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal)
        );
        Assert.Equal(permission == "audit.view", page.Contains("192.0.2.7", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_kind_that_the_viewer_may_not_see_is_not_shown_by_asking_for_it()
    {
        await LogAsync(AuditKind.SignedIn, "x");
        using var visitor = await dashboard.VisitAsync("products.view");

        Assert.Empty(await RowsAsync(visitor, $"who={_who}&kind=SignedIn"));
    }

    [Fact]
    public async Task Users_and_groups_are_linked_from_their_changes_and_link_their_history()
    {
        var user = await dashboard.AddUserAsync();
        await LogAsync(AuditKind.UserChanged, $"user {user.UserName}");
        await LogAsync(AuditKind.UserChanged, $"user {user.UserName}2");
        using var visitor = await dashboard.VisitAsync("users.view");

        var history = Link(await visitor.ReadAsync($"/admin/users/{user.Id}"), "/admin/changes?");
        var row = Assert.Single(Rows(await visitor.ReadAsync(history)));

        Assert.Equal($"/admin/users/{user.Id}", Link(row, "/admin/users"));
    }

    [Fact]
    public async Task The_old_address_of_the_audit_log_leads_to_the_same_search()
    {
        using var visitor = await dashboard.VisitAsync("audit.view");

        using var response = await visitor.GetAsync("/admin/audit?q=lamp&kind=SignedIn");

        Assert.Equal("/admin/changes?q=lamp&kind=SignedIn", response.Headers.Location!.ToString());
    }

    [Fact]
    public async Task The_export_has_what_is_shown_and_no_formula()
    {
        await LogAsync(AuditKind.GroupAdded, "=HYPERLINK(1)", new DateTime(2020, 5, 2, 1, 2, 3, DateTimeKind.Utc));
        var product = await AddAsync("lamp");
        using var visitor = await dashboard.VisitAsync("audit.view", "products.view");

        using var response = await visitor.GetAsync($"/admin/changes/export?who={_who}&kind=GroupAdded");
        var all = await visitor.ReadAsync($"/admin/changes/export?who={_who}");

        Assert.Equal(
            $"time,who,what,subject,details,address\r\n2020-05-02T01:02:03.000000Z,{_who},Group added,'=HYPERLINK(1),,192.0.2.7\r\n",
            await response.Content.ReadAsStringAsync()
        );
        Assert.Contains($"{_who},Product added,#{product.Id} {product.Title},", all, StringComparison.Ordinal);
        Assert.StartsWith("changes-", response.Content.Headers.ContentDisposition!.FileName!.Trim('"'), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> RowsAsync(Visitor visitor, string query) =>
        Rows(await visitor.ReadAsync($"/admin/changes?{query}"));

    private static IReadOnlyList<string> Rows(string page) =>
        [.. TableRows().Matches(page).Select(match => WebUtility.HtmlDecode(match.Value)).Skip(1)];

    private static string Link(string html, string address) =>
        WebUtility.HtmlDecode(Regex.Match(html, $"href=\"({Regex.Escape(address)}[^\"]*)\"").Groups[1].Value);

    private async Task<Product> AddAsync(string title)
    {
        Product product = null!;
        await WithStoreAsync(async store => product = await store.CreateAsync($"{_who} {title}", "i", 0, _who, CancellationToken.None));
        return product;
    }

    private Task WithStoreAsync(Func<ProductStore, Task> use) =>
        dashboard.WithAsync(services => use(services.GetRequiredService<ProductStore>()));

    private Task WithBatchesAsync(Func<ProductBatches, Task> use) =>
        dashboard.WithAsync(services => use(services.GetRequiredService<ProductBatches>()));

    private Task LogAsync(AuditKind kind, string subject, DateTime? at = null) =>
        dashboard.QueryAsync(db =>
        {
            db.AuditLog.Add(
                new AuditEntry
                {
                    At = at ?? DateTime.UtcNow,
                    Kind = kind,
                    Actor = _who,
                    Address = "192.0.2.7",
                    Subject = subject,
                    Details = "",
                }
            );
            return db.SaveChangesAsync();
        });

    [GeneratedRegex("<tr.*?</tr>", RegexOptions.Singleline)]
    private static partial Regex TableRows();

    [GeneratedRegex("<span class=\"badge[^>]*>([^<]*)<")]
    private static partial Regex Badges();
}
