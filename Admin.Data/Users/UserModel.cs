using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Admin.Data.Users;

internal sealed class UserModel : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> user)
    {
        user.ToTable("users");
        user.Property(u => u.Name).HasMaxLength(User.NameLength);
        user.Property(u => u.Email).HasMaxLength(User.EmailLength).IsRequired();
        user.HasIndex(u => u.Email).IsUnique().HasDatabaseName("ux_users_email");
        user.Property(u => u.UserName).HasColumnName("username").HasMaxLength(User.NameLength);
        user.Property(u => u.NormalizedUserName).HasColumnName("normalized_username").HasMaxLength(User.NameLength);
        user.HasIndex(u => u.NormalizedUserName).IsUnique().HasDatabaseName("ux_users_username");
        user.Property(u => u.PasswordHash).HasMaxLength(256);
        user.Property(u => u.SecurityStamp).HasMaxLength(64);
        user.Property(u => u.ConcurrencyStamp).HasMaxLength(64).IsConcurrencyToken();

        // Rows that others add by name and address alone are active users who cannot sign in.
        user.Property(u => u.IsStaff).HasDefaultValue(false);
        user.Property(u => u.IsSuperuser).HasDefaultValue(false);
        user.Property(u => u.IsActive).HasDefaultValue(true).HasSentinel(true);
        user.Property(u => u.DateJoined).HasDefaultValueSql("CURRENT_TIMESTAMP(6)");
        user.Ignore(u => u.Label);

        // Of Identity's own, what this platform does without. Lockout is by account and address: SignInFailures.
        user.Ignore(u => u.NormalizedEmail)
            .Ignore(u => u.EmailConfirmed)
            .Ignore(u => u.PhoneNumber)
            .Ignore(u => u.PhoneNumberConfirmed)
            .Ignore(u => u.TwoFactorEnabled)
            .Ignore(u => u.LockoutEnabled)
            .Ignore(u => u.LockoutEnd)
            .Ignore(u => u.AccessFailedCount);

        user.HasMany(u => u.Groups)
            .WithMany(g => g.Users)
            .UsingEntity(
                "user_groups",
                right => right.HasOne(typeof(Group)).WithMany().HasForeignKey("group_id").HasConstraintName("fk_user_groups_group"),
                left => left.HasOne(typeof(User)).WithMany().HasForeignKey("user_id").HasConstraintName("fk_user_groups_user"),
                join => join.HasKey("user_id", "group_id")
            );
        user.HasMany(u => u.Permissions).WithOne().HasForeignKey(p => p.UserId).HasConstraintName("fk_user_permissions_user");
    }
}
