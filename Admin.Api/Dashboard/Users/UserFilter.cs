namespace Admin.Api.Dashboard.Users;

internal sealed class UserFilter
{
    internal const int PageSize = 100;

    internal static readonly (string Value, string Label)[] Kinds =
    [
        ("staff", "Staff"),
        ("superuser", "Superusers"),
        ("active", "Active"),
        ("inactive", "Not active"),
        ("never", "Never signed in"),
    ];

    private static readonly string[] SortKeys = ["username", "name", "email", "login", "joined"];

    internal string Search { get; private init; } = "";
    internal string Kind { get; private init; } = "";
    internal int? GroupId { get; private init; }
    internal string Sort { get; private init; } = "username";
    internal int Page { get; private init; } = 1;

    internal bool IsActive => Search.Length > 0 || Kind.Length > 0 || GroupId is not null;

    internal static UserFilter Read(IQueryCollection query)
    {
        string Value(string name) => query[name].LastOrDefault()?.Trim() ?? "";
        int? Number(string name) =>
            int.TryParse(Value(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

        return new UserFilter
        {
            Search = Value("q") is { Length: <= 500 } search ? search : "",
            Kind = Kinds.Select(kind => kind.Value).FirstOrDefault(kind => kind == Value("kind")) ?? "",
            GroupId = Number("group"),
            Sort = SortKeys.Contains(Value("sort").TrimStart('-')) ? Value("sort") : "username",
            Page = Number("page") ?? 1,
        };
    }

    internal IQueryable<User> Apply(AdminDbContext db)
    {
        var users = db.Users.AsNoTracking();
        foreach (var word in Search.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(20))
            users = users.Where(user => user.Name.Contains(word) || user.Email!.Contains(word) || user.UserName!.Contains(word));
        if (GroupId is { } id)
            users = users.Where(user => user.Groups.Any(group => group.Id == id));

        return Ordered(
            Kind switch
            {
                "staff" => users.Where(user => user.IsStaff),
                "superuser" => users.Where(user => user.IsSuperuser),
                "active" => users.Where(user => user.IsActive),
                "inactive" => users.Where(user => !user.IsActive),
                "never" => users.Where(user => user.LastLogin == null),
                _ => users,
            }
        );
    }

    private IQueryable<User> Ordered(IQueryable<User> users) =>
        Sort switch
        {
            "-username" => users.OrderByDescending(user => user.UserName ?? user.Email).ThenBy(user => user.Id),
            "name" => users.OrderBy(user => user.Name).ThenBy(user => user.Id),
            "-name" => users.OrderByDescending(user => user.Name).ThenBy(user => user.Id),
            "email" => users.OrderBy(user => user.Email),
            "-email" => users.OrderByDescending(user => user.Email),
            "login" => users.OrderBy(user => user.LastLogin).ThenBy(user => user.Id),
            "-login" => users.OrderByDescending(user => user.LastLogin).ThenBy(user => user.Id),
            "joined" => users.OrderBy(user => user.DateJoined).ThenBy(user => user.Id),
            "-joined" => users.OrderByDescending(user => user.DateJoined).ThenBy(user => user.Id),
            _ => users.OrderBy(user => user.UserName ?? user.Email).ThenBy(user => user.Id),
        };
}
