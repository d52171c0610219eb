namespace Admin.Worker.Users;

/// <summary>Asks the person at the terminal; reads lines where there is none.</summary>
internal static class Terminal
{
    /// <summary>An answer, or <paramref name="suggestion"/> for an empty one; null at the end of the input.</summary>
    internal static string? Ask(string question, string suggestion = "")
    {
        Console.Write(suggestion.Length == 0 ? $"{question}: " : $"{question} [{suggestion}]: ");
        return Console.ReadLine() is { } line
            ? line.Trim() is { Length: > 0 } answer
                ? answer
                : suggestion
            : null;
    }

    /// <summary>A password, asked for twice and not shown; null at the end of the input.</summary>
    internal static string? AskPassword()
    {
        while (true)
        {
            if (ReadHidden("Password: ") is not { } password || ReadHidden("Password (again): ") is not { } again)
                return null;
            if (password == again)
                return password;
            Console.Error.WriteLine("Error: Your passwords didn't match.");
        }
    }

    private static string? ReadHidden(string question)
    {
        Console.Write(question);
        if (Console.IsInputRedirected)
            return Console.ReadLine();

        var typed = new System.Text.StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
                typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar))
                typed.Append(key.KeyChar);
        }

        Console.WriteLine();
        return typed.ToString();
    }
}
