package dev.orrery.events;

/// A record whose bytes are not what its topic promises. Whoever meets one sends it to the dead letters and goes on.
public final class UnreadableEvent extends Exception {
    private static final long serialVersionUID = 1L;

    public UnreadableEvent(String reason) {
        super(reason);
    }

    public UnreadableEvent(String reason, Throwable cause) {
        super(reason, cause);
    }
}
