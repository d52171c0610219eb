using System.Text.RegularExpressions;
using ProductPlatform.Testing;

namespace ProductPlatform.Tests.Unit.Architecture;

/// <summary>The tests run with MariaDB, which takes names that MySQL refuses.</summary>
public sealed partial class SqlTests
{
    /// <summary>Reserved in MySQL 8 and 9, names in MariaDB 10.11 (MySQL Reference Manual, Keywords and Reserved Words).</summary>
    private static readonly HashSet<string> ReservedInMySql = new(StringComparer.OrdinalIgnoreCase)
    {
        "cube",
        "cume_dist",
        "dense_rank",
        "empty",
        "first_value",
        "function",
        "generated",
        "get",
        "grouping",
        "groups",
        "lag",
        "last_value",
        "lateral",
        "lead",
        "library",
        "manual",
        "nth_value",
        "ntile",
        "of",
        "optimizer_costs",
        "parallel",
        "percent_rank",
        "qualify",
        "rank",
        "row",
        "row_number",
        "stored",
        "system",
        "tablesample",
        "virtual",
    };

    [Fact]
    public void No_name_in_a_statement_is_a_reserved_word_of_MySQL()
    {
        var names = Repository
            .Files("*.cs")
            .SelectMany(file => Alias().Matches(File.ReadAllText(file)).Select(match => (Path.GetFileName(file), match.Groups[1].Value)))
            .ToList();

        Assert.Contains(names, name => name.Value == "existing");
        Assert.DoesNotContain(names, name => ReservedInMySql.Contains(name.Value));
    }

    [Fact]
    public void No_statement_locks_a_table_function_which_MySQL_refuses()
    {
        var locking = Repository
            .Files("*.cs")
            .SelectMany(file => Statement().Matches(File.ReadAllText(file)).Select(match => match.Value))
            .Where(statement => statement.EndsWith("FOR UPDATE", StringComparison.Ordinal))
            .ToList();

        Assert.Contains(locking, statement => statement.Contains("JSON_TABLE", StringComparison.Ordinal));
        Assert.DoesNotContain(locking, BareFunction().IsMatch);
    }

    /// <summary>From a SELECT to the end of its text, or to FOR UPDATE.</summary>
    [GeneratedRegex("SELECT(?:(?!\"\"\").)*?(?:FOR UPDATE|(?=\"\"\"))", RegexOptions.Singleline)]
    private static partial Regex Statement();

    /// <summary>In the statement itself; in a derived table or a subquery it follows a bracket.</summary>
    [GeneratedRegex(@"(?<!\(SELECT \w+ )FROM JSON_TABLE")]
    private static partial Regex BareFunction();

    /// <summary>Keywords of statements are in capitals here.</summary>
    [GeneratedRegex(@"\bAS ([a-z_]+)\b")]
    private static partial Regex Alias();
}
