using Admin.Api.Dashboard.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Admin.Api.Dashboard.Shared;

/// <summary>A new password, typed twice; <c>_NewPassword</c> draws it.</summary>
internal sealed class NewPassword
{
    [FromForm(Name = "password")]
    public string? Password { get; set; }

    [FromForm(Name = "again")]
    public string? Again { get; set; }

    internal bool IsEmpty => string.IsNullOrEmpty(Password) && string.IsNullOrEmpty(Again);

    internal bool Check(ModelStateDictionary state)
    {
        if (string.IsNullOrEmpty(Password))
            state.AddModelError("password", FieldErrors.Missing(T("New password")));
        else if (Password.Length > PasswordSignIn.MaxPasswordLength)
            state.AddModelError("password", FieldErrors.TooLong(T("New password"), Password.Length, PasswordSignIn.MaxPasswordLength));
        if (Password != Again)
            state.AddModelError("again", T("The two passwords are different."));
        return state.IsValid;
    }
}

internal static class AccountResults
{
    /// <summary>Puts every error beside its field; an error's code is the field's name.</summary>
    internal static bool Accept(this ModelStateDictionary state, IdentityResult result)
    {
        foreach (var error in result.Errors)
            state.AddModelError(error.Code.ToLowerInvariant(), T(error.Description));
        return result.Succeeded;
    }
}
