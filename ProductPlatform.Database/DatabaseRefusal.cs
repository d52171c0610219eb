using MySqlConnector;

namespace ProductPlatform.Database;

/// <summary>The server's answers that mean: not with these credentials.</summary>
internal static class DatabaseRefusal
{
    /// <summary>
    /// Tried again like a lost connection, because by then there may be other credentials: denied (1045, without a password 1698), denied
    /// for this database (1044), password expired (1862), account locked (3118 from MySQL, 4151 from MariaDB).
    /// </summary>
    internal static readonly int[] Numbers = [1044, 1045, 1698, 1862, 3118, 4151];

    internal static bool Is(Exception failure) => failure is MySqlException refusal && Numbers.Contains(refusal.Number);
}
