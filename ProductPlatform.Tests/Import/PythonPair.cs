using System.Data.Common;
using Dapper;
using MySqlConnector;
using Npgsql;
using ProductPlatform.Testing.Servers;

namespace ProductPlatform.Tests.Import;

/// <summary>The databases that the Python pair leaves behind, as Django's and SQLAlchemy's migrations make them.</summary>
internal sealed class PythonPair : IAsyncDisposable
{
    /// <summary>The hash of <c>Old-password-1</c>.</summary>
    internal const string Hash = "pbkdf2_sha256$1000$seasalt$PUEEUqk8M4I7hMp6gXZedUENZ3uboQK9Ke7ZtyQkt7U=";

    private PostgreSqlServer? _postgreSql;

    internal required string Engine { get; init; }

    internal string Django { get; private set; } = "";

    internal string Flask { get; private set; } = "";

    internal static async Task<PythonPair> CreateAsync(string engine, bool hasUsers = true)
    {
        var servers = await ServerPair.SharedAsync();
        var pair = new PythonPair { Engine = engine, Flask = await servers.CreateDatabaseAsync() };
        if (engine == "postgresql")
            pair._postgreSql = await PostgreSqlServer.StartAsync();
        pair.Django = pair._postgreSql?.ConnectionString ?? await servers.CreateDatabaseAsync();
        await pair.InDjangoAsync(Schema(engine) + Accounts + Products + (hasUsers ? Users : ""));
        await using var flask = new MySqlConnection(pair.Flask);
        await flask.ExecuteAsync(FlaskTables);
        return pair;
    }

    internal async Task InDjangoAsync(string sql)
    {
        await using DbConnection django = Engine == "postgresql" ? new NpgsqlConnection(Django) : new MySqlConnection(Django);
        await django.ExecuteAsync(sql);
    }

    /// <summary>A like, as Flask keeps it; it looks for one of that user first, and two requests at once find none.</summary>
    internal async Task LikeInFlaskAsync(int user, int product)
    {
        await using var flask = new MySqlConnection(Flask);
        await flask.ExecuteAsync("INSERT INTO product_user (user_id, product_id) VALUES (@user, @product)", new { user, product });
    }

    private static string Schema(string engine)
    {
        var (count, moment) = engine == "postgresql" ? ("integer CHECK (likes >= 0)", "timestamptz") : ("int unsigned", "datetime(6)");
        return $"""
            CREATE TABLE auth_user (id integer PRIMARY KEY, password varchar(128) NOT NULL, last_login {moment} NULL, is_superuser boolean NOT NULL,
                username varchar(150) NOT NULL UNIQUE, first_name varchar(150) NOT NULL, last_name varchar(150) NOT NULL, email varchar(254) NOT NULL,
                is_staff boolean NOT NULL, is_active boolean NOT NULL, date_joined {moment} NOT NULL);
            CREATE TABLE auth_group (id integer PRIMARY KEY, name varchar(150) NOT NULL UNIQUE);
            CREATE TABLE django_content_type (id integer PRIMARY KEY, app_label varchar(100) NOT NULL, model varchar(100) NOT NULL);
            CREATE TABLE auth_permission (id integer PRIMARY KEY, name varchar(255) NOT NULL, content_type_id integer NOT NULL, codename varchar(100) NOT NULL);
            CREATE TABLE auth_user_groups (id bigint PRIMARY KEY, user_id integer NOT NULL, group_id integer NOT NULL);
            CREATE TABLE auth_group_permissions (id bigint PRIMARY KEY, group_id integer NOT NULL, permission_id integer NOT NULL);
            CREATE TABLE auth_user_user_permissions (id bigint PRIMARY KEY, user_id integer NOT NULL, permission_id integer NOT NULL);
            CREATE TABLE products_product (id bigint PRIMARY KEY, title varchar(200) NOT NULL, image varchar(200) NOT NULL, likes {count} NOT NULL);
            """;
    }

    private const string Accounts = $"""
        INSERT INTO auth_user VALUES
            (1, '{Hash}', '2024-05-06 07:08:09', true, 'root', '', '', '', true, true, '2021-02-03 04:05:06'),
            (2, '{Hash}', NULL, false, 'ann', 'Ann', 'Lee', 'ann@example.org', true, true, '2021-02-03 04:05:06'),
            (3, 'argon2$argon2id$v=19$m=102400', NULL, false, 'old', 'Old', 'Staff', 'old@example.org', true, true, '2021-02-03 04:05:06');
        INSERT INTO auth_group VALUES (1, 'Editors');
        INSERT INTO django_content_type VALUES (1, 'products', 'product'), (2, 'auth', 'user'), (3, 'sessions', 'session');
        INSERT INTO auth_permission VALUES (1, 'Can change product', 1, 'change_product'), (2, 'Can view user', 2, 'view_user'), (3, 'Can view session', 3, 'view_session');
        INSERT INTO auth_user_groups VALUES (1, 2, 1);
        INSERT INTO auth_group_permissions VALUES (1, 1, 1), (2, 1, 3);
        INSERT INTO auth_user_user_permissions VALUES (1, 2, 2);
        """;

    /// <summary>Django lost events of the mug's likes, and counted some of the lamp's twice.</summary>
    private const string Products = """
        INSERT INTO products_product VALUES (3, 'Lamp', 'lamp.png', 5), (8, 'Tasse “Köln” 😀', 'mug.png', 1);
        """;

    private const string Users = """
        CREATE TABLE products_user (id bigint PRIMARY KEY, name varchar(200), email varchar(200));
        INSERT INTO products_user VALUES (1, 'Ann', 'ann@example.org'), (2, 'Bob', NULL), (7, 'Cleo', 'ann@example.org');
        """;

    /// <summary>The pair's unique key never was in the database; product 12 is deleted in Django.</summary>
    private const string FlaskTables = """
        CREATE TABLE product (id int PRIMARY KEY, title varchar(200), image varchar(200));
        CREATE TABLE product_user (id int AUTO_INCREMENT PRIMARY KEY, user_id int, product_id int);
        INSERT INTO product VALUES (3, 'Lamp', 'lamp.png'), (12, 'Gone', 'gone.png');
        INSERT INTO product_user (user_id, product_id) VALUES (1, 3), (2, 3), (2, 3), (7, 8), (1, 8), (1, 12), (NULL, 3);
        """;

    public ValueTask DisposeAsync() => _postgreSql?.DisposeAsync() ?? ValueTask.CompletedTask;
}
