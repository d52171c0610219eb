using System.Data.Common;
using System.Runtime.CompilerServices;
using Admin.Data.Import;
using Dapper;
using MySqlConnector;
using Npgsql;

namespace Admin.Worker.Import;

/// <summary>The Django service's database, on MySQL or PostgreSQL. It is only read, by SQL that both understand.</summary>
internal sealed class DjangoDatabase(DbConnection connection) : IAsyncDisposable
{
    private const int PageSize = 500;

    /// <summary>This platform's names of what Django's permissions are about.</summary>
    private static readonly Dictionary<string, string> Models = new()
    {
        ["products.product"] = "products",
        ["products.user"] = "users",
        ["auth.user"] = "users",
        ["auth.group"] = "groups",
    };

    internal static async Task<DjangoDatabase> OpenAsync(string engine, string connectionString, CancellationToken cancellationToken)
    {
        DbConnection connection = engine == "postgresql" ? new NpgsqlConnection(connectionString) : new MySqlConnection(connectionString);
        var database = new DjangoDatabase(connection);
        await connection.OpenAsync(cancellationToken);
        return database;
    }

    internal IAsyncEnumerable<ProductRow[]> ProductsAsync(CancellationToken cancellationToken) =>
        PagesAsync<ProductRow>("id, title, image, likes", "products_product", cancellationToken);

    /// <summary>Those that give likes. The pair's first version knew nothing of them but the id, and some have no such table.</summary>
    internal async Task<IAsyncEnumerable<UserRow[]>?> UsersAsync(CancellationToken cancellationToken)
    {
        var columns = await ColumnsAsync("products_user", cancellationToken);
        return columns.Count == 0
            ? null
            : PagesAsync<UserRow>(string.Join(", ", columns.Intersect(["id", "name", "email"])), "products_user", cancellationToken);
    }

    internal async Task<List<ImportedGroup>> GroupsAsync(CancellationToken cancellationToken)
    {
        var permissions = await PermissionsAsync("auth_group_permissions", "group_id", cancellationToken);
        var groups = await QueryAsync<NamedRow>("SELECT id, name FROM auth_group ORDER BY id", cancellationToken);
        return [.. groups.Select(group => new ImportedGroup(group.Name, [.. permissions[group.Id].Distinct()]))];
    }

    /// <param name="keepsIds">Whether likes refer to these accounts.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    internal async IAsyncEnumerable<ImportedAccount> AccountsAsync(
        bool keepsIds,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var permissions = await PermissionsAsync("auth_user_user_permissions", "user_id", cancellationToken);
        var groups = (
            await QueryAsync<NamedRow>(
                "SELECT m.user_id AS id, g.name AS name FROM auth_user_groups m JOIN auth_group g ON g.id = m.group_id",
                cancellationToken
            )
        ).ToLookup(member => member.Id, member => member.Name);
        const string columns =
            "id, username AS UserName, first_name AS FirstName, last_name AS LastName, email, password, is_staff AS IsStaff, "
            + "is_superuser AS IsSuperuser, is_active AS IsActive, date_joined AS JoinedAt, last_login AS LastSignIn";
        await foreach (var page in PagesAsync<AccountRow>(columns, "auth_user", cancellationToken))
        {
            foreach (var account in page)
                yield return account.ToAccount(keepsIds, [.. groups[account.Id]], [.. permissions[account.Id].Distinct()]);
        }
    }

    private async Task<ILookup<int, string>> PermissionsAsync(string table, string owner, CancellationToken cancellationToken)
    {
        var rows = await QueryAsync<PermissionRow>(
            $"""
            SELECT given.{owner} AS Owner, type.app_label AS App, type.model AS Model, permission.codename AS Code
            FROM {table} given
            JOIN auth_permission permission ON permission.id = given.permission_id
            JOIN django_content_type type ON type.id = permission.content_type_id
            """,
            cancellationToken
        );
        return rows.Where(row => Models.ContainsKey($"{row.App}.{row.Model}"))
            .ToLookup(row => row.Owner, row => $"{Models[$"{row.App}.{row.Model}"]}.{row.Code.Split('_')[0]}");
    }

    private async Task<List<string>> ColumnsAsync(string table, CancellationToken cancellationToken)
    {
        var schema = connection is NpgsqlConnection ? "current_schema()" : "DATABASE()";
        return await QueryAsync<string>(
            $"SELECT column_name FROM information_schema.columns WHERE table_schema = {schema} AND table_name = '{table}'",
            cancellationToken
        );
    }

    private async Task<List<T>> QueryAsync<T>(string sql, CancellationToken cancellationToken, int? after = null) =>
        (await connection.QueryAsync<T>(new CommandDefinition(sql, new { after }, cancellationToken: cancellationToken))).AsList();

    private async IAsyncEnumerable<T[]> PagesAsync<T>(
        string columns,
        string table,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
        where T : Row
    {
        var after = 0;
        var sql = $"SELECT {columns} FROM {table} WHERE id > @after ORDER BY id LIMIT {PageSize}";
        while (await QueryAsync<T>(sql, cancellationToken, after) is [.., var last] page)
        {
            yield return [.. page];
            after = last.Id;
        }
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
