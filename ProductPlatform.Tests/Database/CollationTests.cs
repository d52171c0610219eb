using System.Text.RegularExpressions;
using Admin.Data;
using Admin.Data.Users;
using Main.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySqlConnector;
using ProductPlatform.Database;
using ProductPlatform.Testing.Servers;
using ProductPlatform.Tests.AdminApi;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.Database;

/// <summary>The same answers on every server, whatever its configuration: text is compared by a collation that we name.</summary>
[Collection(AdminApiTests.Name)]
public sealed partial class CollationTests(AdminApiFixture admin)
{
    [Theory]
    [InlineData("🍣", "🍣", true)]
    [InlineData("🍣", "🍺", false)]
    [InlineData("CAFE", "café", true)]
    [InlineData("lodz", "Łódź", true)]
    [InlineData("weis", "weiß", false)]
    [InlineData("か", "が", true)]
    [InlineData("ж", "Ж", true)]
    [InlineData("i", "ı", false)]
    public async Task A_search_finds_what_every_server_finds(string search, string title, bool found)
    {
        var word = Guid.NewGuid().ToString("N");
        await admin.CreateProductAsync($"{word} {title}");

        var answer = await Answer.GetAsync(admin.Http, "GET", $"/api/products?search={Uri.EscapeDataString($"{word} {search}")}");

        Assert.Equal(found, answer.Body != "[]");
    }

    [Theory]
    [InlineData("🍣", "🍺", true)]
    [InlineData("jose", "JOSÉ", false)]
    [InlineData("a", "b", true)]
    public async Task Email_addresses_are_compared_as_on_every_server(string one, string other, bool bothMayBe)
    {
        var domain = $"{Guid.NewGuid():N}.example";
        await AddAsync($"{one}@{domain}");

        var second = await Record.ExceptionAsync(() => AddAsync($"{other}@{domain}"));

        Assert.Equal(bothMayBe, second is null);
    }

    [Fact]
    public async Task Every_column_has_an_explicit_collation()
    {
        var columns = await admin.WithDatabaseAsync(db => CollationsAsync(db));

        Assert.NotEmpty(columns);
        Assert.All(columns, column => Assert.Matches(IsNamed(), column));
    }

    /// <summary>As an older version left it, on a server with another default.</summary>
    [Fact]
    public async Task A_migration_names_the_collations_of_an_older_database_and_changes_nothing_else()
    {
        var servers = await ServerPair.SharedAsync();
        var (adminDb, mainDb, broker) = (
            await servers.CreateDatabaseAsync(),
            await servers.CreateDatabaseAsync(),
            await servers.CreateVirtualHostAsync()
        );
        await using var before = new AdminDbContext(Options<AdminDbContext>(adminDb));
        await using var mainBefore = new MainDbContext(Options<MainDbContext>(mainDb));
        await before.Database.MigrateAsync();
        await mainBefore.Database.MigrateAsync();
        await before.Database.ExecuteSqlAsync($"ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci");
        await before.Database.ExecuteSqlAsync(
            $"ALTER TABLE product MODIFY image varchar(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci DEFAULT 'it''s'"
        );
        var shapes = await ShapesAsync(before);
        var mainShapes = await ShapesAsync(mainBefore);

        await using var app = AdminApp.Start(adminDb, broker);
        await using var main = MainApp.Start(mainDb, broker, new Uri("http://127.0.0.1:9"));
        await MigrateAsync<AdminDbContext>(app.Services);
        await MigrateAsync<MainDbContext>(main.Services);

        Assert.All([.. await CollationsAsync(before), .. await CollationsAsync(mainBefore)], column => Assert.Matches(IsNamed(), column));
        Assert.Equal(shapes, await ShapesAsync(before));
        Assert.Equal(mainShapes, await ShapesAsync(mainBefore));
    }

    private Task AddAsync(string email) =>
        admin.WithDatabaseAsync(async db =>
        {
            db.Users.Add(new User { Name = "u", Email = email });
            await db.SaveChangesAsync();
        });

    private static async Task MigrateAsync<TContext>(IServiceProvider services)
        where TContext : DbContext
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<TContext>().Database.MigrateAsync();
    }

    private static DbContextOptions<TContext> Options<TContext>(string database)
        where TContext : DbContext =>
        new DbContextOptionsBuilder<TContext>()
            .UseMySql(new MySqlConnectionStringBuilder(database) { AllowUserVariables = true }.ConnectionString, DatabaseExtensions.Dialect)
            .Options;

    private static Task<List<string>> CollationsAsync(DbContext db) =>
        db
            .Database.SqlQuery<string>(
                $"""
                SELECT CONCAT_WS(' ', TABLE_NAME, COLUMN_NAME, COLLATION_NAME) AS Value FROM information_schema.COLUMNS
                WHERE TABLE_SCHEMA = DATABASE() AND COLLATION_NAME IS NOT NULL
                UNION SELECT CONCAT_WS(' ', 'database', DEFAULT_COLLATION_NAME) FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = DATABASE()
                """
            )
            .ToListAsync();

    /// <summary>Columns, defaults, keys and indexes, without what they say of text.</summary>
    private static Task<List<string>> ShapesAsync(DbContext db) =>
        db
            .Database.SqlQuery<string>(
                $"""
                SELECT CONCAT_WS(' ', TABLE_NAME, COLUMN_NAME, ORDINAL_POSITION, COLUMN_TYPE, IS_NULLABLE, COALESCE(COLUMN_DEFAULT, '-'), COLUMN_KEY, EXTRA) AS Value
                FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE()
                UNION SELECT CONCAT_WS(' ', TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX, COLUMN_NAME, NON_UNIQUE) FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE()
                ORDER BY 1
                """
            )
            .ToListAsync();

    [GeneratedRegex($" ({DatabaseCollation.MySql}|{DatabaseCollation.MariaDb}|[a-z0-9]+_bin)$")]
    private static partial Regex IsNamed();
}
