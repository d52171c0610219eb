using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using ProductPlatform.Database;

namespace Admin.Data.Users;

/// <summary>Changes accounts: all of a change or nothing of it, and never so that no superuser is left.</summary>
public sealed class Accounts(AdminDbContext db, UserManager<User> users)
{
    internal static readonly IdentityError LastSuperuser = new()
    {
        Code = "",
        Description = "This is the last superuser who can sign in. Make another user a superuser first.",
    };

    internal static readonly IdentityError EmailTaken = new()
    {
        Code = nameof(User.Email),
        Description = "A user with that email address already exists.",
    };

    /// <summary>Runs a change in a transaction. It is taken back when it fails, and when it would lock out the last superuser.</summary>
    /// <param name="change">Reads what it changes, changes and saves it; it may run again from the start.</param>
    /// <param name="cancellationToken">Ends the work; nothing is changed.</param>
    public Task<IdentityResult> ApplyAsync(Func<Task<IdentityResult>> change, CancellationToken cancellationToken) =>
        db.InTransactionAsync(
            async token =>
            {
                // Locked until the commit: two superusers who demote each other do it one after the other.
                await db.Database.SqlQuery<int>($"SELECT id AS Value FROM users WHERE is_superuser FOR UPDATE").ToListAsync(token);
                var before = await HasSuperuserAsync(token);
                var result = await change();
                if (result.Succeeded && before && !await HasSuperuserAsync(token))
                    result = IdentityResult.Failed(LastSuperuser);

                if (!result.Succeeded)
                {
                    await db.Database.RollbackTransactionAsync(token);
                    db.ChangeTracker.Clear();
                }

                return result;
            },
            cancellationToken
        );

    /// <summary>Adds a user, with a password or without.</summary>
    public async Task<IdentityResult> CreateAsync(User user, string? password, CancellationToken cancellationToken)
    {
        if (await FindErrorsAsync(user, password, cancellationToken) is { Count: > 0 } errors)
            return IdentityResult.Failed([.. errors]);
        return password is null ? await users.CreateAsync(user) : await users.CreateAsync(user, password);
    }

    /// <summary>Saves a tracked user's changes.</summary>
    public async Task<IdentityResult> UpdateAsync(User user, CancellationToken cancellationToken)
    {
        return await FindErrorsAsync(user, null, cancellationToken) is { Count: > 0 } errors
            ? IdentityResult.Failed([.. errors])
            : await users.UpdateAsync(user);
    }

    /// <summary>Gives a user another password, which ends the sessions under the old one.</summary>
    public async Task<IdentityResult> SetPasswordAsync(User user, string password)
    {
        var removed = await users.RemovePasswordAsync(user);
        return removed.Succeeded ? await users.AddPasswordAsync(user, password) : removed;
    }

    /// <summary>Whether there is a superuser who can sign in.</summary>
    public Task<bool> HasSuperuserAsync(CancellationToken cancellationToken) =>
        db.Users.AnyAsync(user => user.IsSuperuser && user.IsActive && user.IsStaff && user.PasswordHash != null, cancellationToken);

    /// <summary>All that is wrong at once: the framework stops at the first, and a person would correct a form once for each.</summary>
    public async Task<List<IdentityError>> FindErrorsAsync(User user, string? password, CancellationToken cancellationToken)
    {
        List<IdentityError> errors = [];
        foreach (var validator in users.UserValidators)
            errors.AddRange((await validator.ValidateAsync(users, user)).Errors);
        if (await db.Users.AnyAsync(other => other.Email == user.Email && other.Id != user.Id, cancellationToken))
            errors.Add(EmailTaken);
        if (password is null)
            return errors;

        foreach (var validator in users.PasswordValidators)
            errors.AddRange((await validator.ValidateAsync(users, user, password)).Errors);
        return errors;
    }
}
