package dev.orrery.fetcher.poll;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A server that we are a guest of, and the unit of claim: whoever holds its lease may ask it, once at a time.
@Entity
public class Host {
    /// Host, and port where it is not the scheme's own: `blog.example`, `localhost:8085`.
    @Id
    String name;

    @Nullable
    String leaseToken;

    Instant leaseUntil;

    /// The host is left alone until then: the gap after a poll, or what it asked for itself.
    Instant notBefore;

    /// When something may be due there: at or before the first `nextPollAt` of its feeds, never after it.
    Instant dueAt;

    /// How often in a row it has asked to be left alone (429, 503), and until when it did last.
    int strikes;

    Instant heldUntil;

    @SuppressWarnings("NullAway.Init")
    protected Host() {}

    Host(String name) {
        this.name = name;
        this.leaseUntil = Instant.EPOCH;
        this.notBefore = Instant.EPOCH;
        this.dueAt = Instant.EPOCH;
        this.heldUntil = Instant.EPOCH;
    }
}
