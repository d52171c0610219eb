using Admin.Data.Users;
using Microsoft.EntityFrameworkCore;
using ProductPlatform.Database;

namespace Admin.Data.Import;

/// <summary>Takes over users with the ids that likes refer to. Who is there stays as he is.</summary>
public sealed class UserImport(AdminDbContext db, TimeProvider time)
{
    /// <summary>The address of a user without one, or whose address another user has; nothing can be sent there (RFC 2606).</summary>
    private static string Placeholder(int id) => $"user-{id}@import.invalid";

    /// <summary>Stores the users that are not there.</summary>
    public Task<ImportOutcome> StoreAsync(IReadOnlyCollection<ImportedUser> users, CancellationToken cancellationToken) =>
        db.InTransactionAsync(
            async token =>
            {
                db.ChangeTracker.Clear();
                var ids = users.Select(user => user.Id).ToList();
                var emails = users.Select(user => user.Email).OfType<string>().ToList();
                var known = await db.Users.Where(user => ids.Contains(user.Id)).ToDictionaryAsync(user => user.Id, token);
                var taken = await db.Users.Where(user => emails.Contains(user.Email!)).Select(user => user.Email!).ToListAsync(token);
                var free = new HashSet<string>(emails.Except(taken, StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);
                List<string> problems = [];
                List<User> added = [];
                foreach (var user in users)
                {
                    if (!known.TryGetValue(user.Id, out var there))
                    {
                        added.Add(Create(user, free));
                    }
                    else if (!IsSame(there, user))
                    {
                        problems.Add(
                            $"User {user.Id} is not imported: {there.Label} has that id here. Likes of the pair's user count as theirs."
                        );
                    }
                }

                db.Users.AddRange(added);
                await db.SaveChangesAsync(token);
                return new ImportOutcome(added.Count, problems);
            },
            cancellationToken
        );

    private User Create(ImportedUser user, HashSet<string> free) =>
        new()
        {
            Id = user.Id,
            Name = Cut(user.Name) ?? $"User {user.Id}",
            Email = user.Email is { Length: > 0 and <= User.EmailLength } email && free.Remove(email) ? email : Placeholder(user.Id),
            DateJoined = time.GetUtcNow().UtcDateTime,
        };

    private static bool IsSame(User there, ImportedUser user) =>
        there.Email == Placeholder(user.Id) || string.Equals(there.Email, user.Email, StringComparison.OrdinalIgnoreCase);

    private static string? Cut(string? name) =>
        string.IsNullOrWhiteSpace(name) ? null
        : name.Length > User.NameLength ? name[..User.NameLength]
        : name;
}
