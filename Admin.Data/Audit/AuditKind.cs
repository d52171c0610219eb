namespace Admin.Data.Audit;

/// <summary>What the audit log tells apart.</summary>
public enum AuditKind
{
    /// <summary>A user signed in.</summary>
    SignedIn,

    /// <summary>A try to sign in was refused.</summary>
    SignInRefused,

    /// <summary>A user signed out.</summary>
    SignedOut,

    /// <summary>A password was set or changed.</summary>
    PasswordChanged,

    /// <summary>Sessions were ended by another user.</summary>
    SessionsRevoked,

    /// <summary>A user asked for something without the permission.</summary>
    AccessRefused,

    /// <summary>A user was added.</summary>
    UserAdded,

    /// <summary>A user's details, flags, groups or permissions were changed.</summary>
    UserChanged,

    /// <summary>A user was deleted.</summary>
    UserDeleted,

    /// <summary>A group was added.</summary>
    GroupAdded,

    /// <summary>A group's name or permissions were changed.</summary>
    GroupChanged,

    /// <summary>A group was deleted.</summary>
    GroupDeleted,

    /// <summary>An API token was made.</summary>
    TokenAdded,

    /// <summary>An API token was revoked.</summary>
    TokenRevoked,

    /// <summary>A dead letter was sent back to its queue.</summary>
    DeadLetterReplayed,

    /// <summary>A dead letter was discarded.</summary>
    DeadLetterDiscarded,

    /// <summary>Data was taken in from a file.</summary>
    Imported,

    /// <summary>An operator ran a command of the worker that changes data.</summary>
    CommandRun,

    /// <summary>Data was given out as a file.</summary>
    Exported,

    /// <summary>A user changed how the dashboard shows times, dates and numbers to them.</summary>
    SettingsChanged,
}
