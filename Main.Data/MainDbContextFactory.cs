using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using ProductPlatform.Database;

namespace Main.Data;

/// <summary>Lets <c>dotnet ef</c> make migrations without a server.</summary>
internal sealed class MainDbContextFactory : IDesignTimeDbContextFactory<MainDbContext>
{
    public MainDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<MainDbContext>().UseMySql("Server=localhost;Database=maindb", DatabaseExtensions.Dialect).Options);
}
