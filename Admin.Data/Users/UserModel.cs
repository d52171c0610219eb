using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Admin.Data.Users;

internal sealed class UserModel : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> user)
    {
        user.ToTable("users");
        user.Property(u => u.Id).HasColumnName("id");
        user.Property(u => u.Name).HasColumnName("name").HasMaxLength(150);
        user.Property(u => u.Email).HasColumnName("email").HasMaxLength(254);
        user.HasIndex(u => u.Email).IsUnique().HasDatabaseName("ux_users_email");
    }
}
