using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Admin.Data.DeadLetters;

/// <summary>A replay of dead letters and the outcome of each, for the user who started it.</summary>
public sealed class Replay
{
    public long Id { get; private set; }

    /// <summary>The live queue that the messages were sent back to.</summary>
    public required string Queue { get; init; }

    /// <summary>Who started it.</summary>
    public required string Actor { get; init; }

    public DateTime At { get; init; }

    /// <summary>The outcomes, as JSON.</summary>
    public required string Report { get; init; }
}

internal sealed class ReplayModel : IEntityTypeConfiguration<Replay>
{
    public void Configure(EntityTypeBuilder<Replay> replay)
    {
        replay.ToTable("dead_letter_replay");
        replay.Property(r => r.Queue).HasMaxLength(50);
        replay.Property(r => r.Actor).HasMaxLength(150);
        replay.Property(r => r.Report).HasColumnType("longtext");
    }
}
