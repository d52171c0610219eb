namespace ProductPlatform.Testing.Servers;

/// <summary>What a fault test can do to a process, whichever it is.</summary>
public interface IFaultTarget
{
    /// <summary>Starts it again where it was, and returns when it answers.</summary>
    Task StartAsync();

    /// <summary>Ends the process at once (SIGKILL), and returns when it is gone.</summary>
    Task KillAsync();

    /// <summary>Stops the process from running, without closing anything (SIGSTOP).</summary>
    Task FreezeAsync();

    /// <summary>Lets a frozen process go on (SIGCONT).</summary>
    Task ResumeAsync();
}
