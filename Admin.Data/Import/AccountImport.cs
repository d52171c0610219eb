using Admin.Data.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using ProductPlatform.Database;

namespace Admin.Data.Import;

/// <summary>Takes over who may sign in, and what they may do. Accounts and groups that are there stay as they are.</summary>
public sealed class AccountImport(AdminDbContext db, ILookupNormalizer normalizer)
{
    /// <summary>Stores the groups whose name is not there.</summary>
    public Task<ImportOutcome> StoreAsync(IReadOnlyCollection<ImportedGroup> groups, CancellationToken cancellationToken) =>
        db.InTransactionAsync(
            async token =>
            {
                db.ChangeTracker.Clear();
                var names = groups.Select(group => group.Name).ToList();
                var known = await db.Groups.Where(group => names.Contains(group.Name)).Select(group => group.Name).ToListAsync(token);
                var added = groups.ExceptBy(known, group => group.Name, StringComparer.OrdinalIgnoreCase).Select(Create).ToList();
                db.Groups.AddRange(added);
                await db.SaveChangesAsync(token);
                return new ImportOutcome(added.Count, []);
            },
            cancellationToken
        );

    /// <summary>Stores an account whose user name is not there. A user with its address and without an account gets it.</summary>
    public Task<ImportOutcome> StoreAsync(ImportedAccount account, CancellationToken cancellationToken) =>
        db.InTransactionAsync(
            async token =>
            {
                db.ChangeTracker.Clear();
                var name = normalizer.NormalizeName(account.UserName);
                if (await db.Users.AnyAsync(user => user.NormalizedUserName == name, token))
                    return new ImportOutcome(0, []);

                List<string> problems = [];
                var user = await FindOrAddAsync(account, problems, token);
                (user.UserName, user.NormalizedUserName) = (account.UserName, name);
                (user.IsStaff, user.IsSuperuser, user.IsActive) = (account.IsStaff, account.IsSuperuser, account.IsActive);
                (user.DateJoined, user.LastLogin) = (account.JoinedAt, account.LastSignIn);
                user.SecurityStamp = Guid.NewGuid().ToString();
                if (DjangoHash.Parse(account.PasswordHash) is not null)
                    user.PasswordHash = account.PasswordHash;
                else if (account.IsStaff && account.IsActive)
                    problems.Add($"Account {account.UserName} has no password of the kind pbkdf2_sha256: set one with change-password.");

                foreach (var permission in account.Permissions)
                    user.Permissions.Add(new UserGrant { Permission = permission });
                foreach (var group in await db.Groups.Where(group => account.Groups.Contains(group.Name)).ToListAsync(token))
                    user.Groups.Add(group);
                await db.SaveChangesAsync(token);
                return new ImportOutcome(1, problems);
            },
            cancellationToken
        );

    private async Task<User> FindOrAddAsync(ImportedAccount account, List<string> problems, CancellationToken cancellationToken)
    {
        var email = string.IsNullOrWhiteSpace(account.Email) ? null : account.Email;
        var owner = email is null ? null : await db.Users.SingleOrDefaultAsync(user => user.Email == email, cancellationToken);
        if (owner is { UserName: null })
            return owner;

        if (owner is not null)
            problems.Add($"Account {account.UserName} is imported without its address {email}: {owner.Label} has it.");
        var added = new User
        {
            Id = account.Id is { } id && !await db.Users.AnyAsync(user => user.Id == id, cancellationToken) ? id : 0,
            Name = account.Name,
            Email = owner is null && email is not null ? email : $"{Guid.NewGuid():N}@import.invalid",
        };
        db.Users.Add(added);
        return added;
    }

    private static Group Create(ImportedGroup imported)
    {
        var group = new Group { Name = imported.Name };
        foreach (var permission in imported.Permissions)
            group.Permissions.Add(new GroupGrant { Permission = permission });
        return group;
    }
}
