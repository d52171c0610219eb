using Microsoft.AspNetCore.Identity;

namespace Admin.Data.Users;

/// <summary>What is wrong with an account's details, in the dashboard's words. The code names the field.</summary>
internal sealed class UserErrors : IdentityErrorDescriber
{
    public override IdentityError DuplicateUserName(string userName) =>
        new() { Code = nameof(User.UserName), Description = "A user with that user name already exists." };

    public override IdentityError InvalidUserName(string? userName) =>
        new() { Code = nameof(User.UserName), Description = "A user name can have only letters without accents, digits and @ . + - _" };

    public override IdentityError ConcurrencyFailure() =>
        new() { Code = "", Description = "Another user has changed this account. Look at it again, then make your changes." };
}
