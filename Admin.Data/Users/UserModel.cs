using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Admin.Data.Users;

internal sealed class UserModel : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> user)
    {
        user.ToTable("users");
        user.Property(u => u.Id).HasColumnName("id");
        user.Property(u => u.Name).HasColumnName("name").HasMaxLength(User.NameLength);
        user.Property(u => u.Email).HasColumnName("email").HasMaxLength(User.EmailLength).IsRequired();
        user.HasIndex(u => u.Email).IsUnique().HasDatabaseName("ux_users_email");
        user.Property(u => u.UserName).HasColumnName("username").HasMaxLength(User.NameLength);
        user.Property(u => u.NormalizedUserName).HasColumnName("normalized_username").HasMaxLength(User.NameLength);
        user.HasIndex(u => u.NormalizedUserName).IsUnique().HasDatabaseName("ux_users_username");
        user.Property(u => u.PasswordHash).HasColumnName("password_hash").HasMaxLength(256);
        user.Property(u => u.SecurityStamp).HasColumnName("security_stamp").HasMaxLength(64);
        user.Property(u => u.ConcurrencyStamp).HasColumnName("concurrency_stamp").HasMaxLength(64).IsConcurrencyToken();

        // Rows that others add by name and address alone are active users who cannot sign in.
        user.Property(u => u.IsStaff).HasColumnName("is_staff").HasDefaultValue(false);
        user.Property(u => u.IsSuperuser).HasColumnName("is_superuser").HasDefaultValue(false);
        user.Property(u => u.IsActive).HasColumnName("is_active").HasDefaultValue(true).HasSentinel(true);
        user.Property(u => u.LastLogin).HasColumnName("last_login");
        user.Property(u => u.DateJoined).HasColumnName("date_joined").HasDefaultValueSql("CURRENT_TIMESTAMP(6)");
        user.Ignore(u => u.Label);

        // Of Identity's own, what this platform does without. Lockout is by account and address: SignInFailures.
        user.Ignore(u => u.NormalizedEmail).Ignore(u => u.EmailConfirmed).Ignore(u => u.PhoneNumber).Ignore(u => u.PhoneNumberConfirmed)
            .Ignore(u => u.TwoFactorEnabled).Ignore(u => u.LockoutEnabled).Ignore(u => u.LockoutEnd).Ignore(u => u.AccessFailedCount);

        user.HasMany(u => u.Groups).WithMany(g => g.Users).UsingEntity(
            "user_groups",
            right => right.HasOne(typeof(Group)).WithMany().HasForeignKey("group_id").HasConstraintName("fk_user_groups_group"),
            left => left.HasOne(typeof(User)).WithMany().HasForeignKey("user_id").HasConstraintName("fk_user_groups_user"),
            join => join.HasKey("user_id", "group_id"));
        user.HasMany(u => u.Permissions).WithOne().HasForeignKey(p => p.UserId).HasConstraintName("fk_user_permissions_user");
    }
}
