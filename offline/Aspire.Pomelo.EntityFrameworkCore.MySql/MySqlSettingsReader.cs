using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Pomelo.EntityFrameworkCore.MySql;

/// <summary>Reads the settings: first for all contexts, then for the connection, then for the context.</summary>
internal static class MySqlSettingsReader
{
    public const string SectionName = "Aspire:Pomelo:EntityFrameworkCore:MySql";

    public static PomeloEntityFrameworkCoreMySqlSettings Read<TContext>(IHostApplicationBuilder builder, string? connectionName)
    {
        var settings = new PomeloEntityFrameworkCoreMySqlSettings();
        var section = builder.Configuration.GetSection(SectionName);
        section.Bind(settings);
        if (connectionName is not null)
            section.GetSection(connectionName).Bind(settings);
        section.GetSection(typeof(TContext).Name).Bind(settings);
        return settings;
    }
}
