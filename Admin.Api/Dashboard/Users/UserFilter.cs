using Admin.Api.Dashboard.Lists;

namespace Admin.Api.Dashboard.Users;

internal sealed class UserFilter
{
    internal const int PageSize = 100;

    /// <summary>How many rows one page can have when all are asked for.</summary>
    internal const int MostAtOnce = 500;

    internal static readonly (string Value, string Label)[] Kinds =
    [
        ("staff", Translatable("Staff")),
        ("superuser", Translatable("Superusers")),
        ("active", Translatable("Active users")),
        ("inactive", Translatable("Inactive users")),
        ("never", Translatable("Never signed in")),
    ];

    private static readonly string[] SortKeys = ["username", "name", "email", "login", "joined"];

    internal string Search { get; private init; } = "";
    internal string Kind { get; private init; } = "";
    internal int? GroupId { get; private init; }

    /// <summary>The year, month or day on which they joined.</summary>
    internal Period? On { get; private init; }

    /// <summary>Without keys the order is by user name.</summary>
    internal SortOrder Sort { get; private init; } = new([]);

    internal int Page { get; private init; } = 1;

    /// <summary>Whether all rows are asked for on one page.</summary>
    internal bool AsksForAll { get; private init; }

    internal bool IsActive => Search.Length > 0 || Kind.Length > 0 || GroupId is not null || On is not null;

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
            On = Period.Parse(Value("on")),
            Sort = SortOrder.Parse(Value(SortOrder.Name), SortKeys),
            AsksForAll = Value(PageLinks.Key) == PageLinks.AllPages,
            Page = Number(PageLinks.Key) ?? 1,
        };
    }

    internal IQueryable<User> Apply(AdminDbContext db, TimeZoneInfo zone) => Ordered(OfKind(OfGroup(Searched(db, zone))));

    /// <summary>The users that have all words, of the chosen period.</summary>
    internal IQueryable<User> Searched(AdminDbContext db, TimeZoneInfo zone)
    {
        var users = db.Users.AsNoTracking();
        if (On is { } on)
        {
            var (start, end) = (on.Start(zone), on.End(zone));
            users = users.Where(user => user.DateJoined >= start && user.DateJoined < end);
        }

        foreach (var word in Search.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(20))
            users = users.Where(user => user.Name.Contains(word) || user.Email!.Contains(word) || user.UserName!.Contains(word));
        return users;
    }

    internal IQueryable<User> OfGroup(IQueryable<User> users) =>
        GroupId is { } id ? users.Where(user => user.Groups.Any(group => group.Id == id)) : users;

    internal IQueryable<User> OfKind(IQueryable<User> users) =>
        Kind switch
        {
            "staff" => users.Where(user => user.IsStaff),
            "superuser" => users.Where(user => user.IsSuperuser),
            "active" => users.Where(user => user.IsActive),
            "inactive" => users.Where(user => !user.IsActive),
            "never" => users.Where(user => user.LastLogin == null),
            _ => users,
        };

    private IQueryable<User> Ordered(IQueryable<User> users)
    {
        var sorting = new Sorting<User>(users);
        foreach (var (name, descending) in Sort.Keys.Select(key => (key.Name, key.Descending)))
        {
            switch (name)
            {
                case "name":
                    sorting.By(user => user.Name, descending);
                    break;
                case "email":
                    sorting.By(user => user.Email, descending);
                    break;
                case "login":
                    sorting.By(user => user.LastLogin, descending);
                    break;
                case "joined":
                    sorting.By(user => user.DateJoined, descending);
                    break;
                default:
                    sorting.By(user => user.UserName ?? user.Email, descending);
                    break;
            }
        }

        if (Sort.IsDefault)
            sorting.By(user => user.UserName ?? user.Email);
        sorting.By(user => user.Id);
        return sorting.Rows;
    }
}
