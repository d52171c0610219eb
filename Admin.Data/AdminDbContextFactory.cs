using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using ProductPlatform.Database;

namespace Admin.Data;

/// <summary>Lets <c>dotnet ef</c> make migrations without a server.</summary>
internal sealed class AdminDbContextFactory : IDesignTimeDbContextFactory<AdminDbContext>
{
    public AdminDbContext CreateDbContext(string[] args) =>
        new(
            new DbContextOptionsBuilder<AdminDbContext>().UseMySql("Server=localhost;Database=admindb", DatabaseExtensions.Dialect).Options
        );
}
