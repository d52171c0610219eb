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
        CheckText(state, "username", Username, User.NameLength);
        CheckText(state, "name", Name, User.NameLength);
        CheckText(state, "email", Email, User.EmailLength);
        if (
            state["email"] is not { Errors.Count: > 0 }
            && (Email!.Any(char.IsWhiteSpace) || Email!.Split('@') is not [{ Length: > 0 }, { Length: > 0 }])
        )
        {
            state.AddModelError("email", "Enter a valid email address.");
        }

        return state.IsValid;
    }

    private static void CheckText(ModelStateDictionary state, string field, string? value, int maxLength)
    {
        if (string.IsNullOrEmpty(value))
            state.AddModelError(field, "This field is required.");
        else if (value.Length > maxLength)
            state.AddModelError(field, $"Ensure this value has at most {maxLength} characters.");
        else if (value.Any(char.IsControl))
            state.AddModelError(field, "Control characters are not allowed.");
    }
}
