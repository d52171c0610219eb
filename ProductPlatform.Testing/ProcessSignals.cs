using System.ComponentModel;
using System.Runtime.InteropServices;

namespace ProductPlatform.Testing;

/// <summary>Linux's numbers of the signals that tests send.</summary>
public enum ProcessSignal
{
    HangUp = 1,
    Interrupt = 2,
    Kill = 9,
    Terminate = 15,
    Continue = 18,
    Stop = 19,
}

/// <summary>Sends signals as kill(2) does. A process that has ended by itself needs none: that is no error.</summary>
internal static partial class ProcessSignals
{
    private const int NoSuchProcess = 3;

    /// <exception cref="Win32Exception">The process is another user's.</exception>
    internal static void Send(int processId, ProcessSignal signal)
    {
        if (Kill(processId, (int)signal) != 0 && Marshal.GetLastPInvokeError() is not NoSuchProcess and var error)
            throw new Win32Exception(error);
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);
}
