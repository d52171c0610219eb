using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Admin.Api.Dashboard.Users;

/// <summary>Who a user is: the fields that the first step asks for.</summary>
internal sealed class UserForm
{
    [FromForm(Name = "username")]
    public string? Username { get; set; }

    [FromForm(Name = "name")]
    public string? Name { get; set; }

    [FromForm(Name = "email")]
    public string? Email { get; set; }

    internal static UserForm From(User user) =>
        new()
        {
            Username = user.UserName ?? "",
            Name = user.Name,
            Email = user.Email,
        };

    internal bool Check(ModelStateDictionary state)
    {
        (Username, Name, Email) = (Username?.Trim(), Name?.Trim(), Email?.Trim());
        state.CheckText("username", T("User name"), Username, User.NameLength);
        state.CheckText("name", T("Name"), Name, User.NameLength);
        state.CheckText("email", T("Email address"), Email, User.EmailLength);
        if (
            state["email"] is not { Errors.Count: > 0 }
            && (Email!.Any(char.IsWhiteSpace) || Email!.Split('@') is not [{ Length: > 0 }, { Length: > 0 }])
        )
        {
            state.AddModelError("email", T("Enter a valid email address."));
        }

        return state.IsValid;
    }
}
