package dev.orrery.enricher.replay;

/// A replay cannot be done as asked; the message is a sentence that says what to do.
public final class ReplayRefused extends Exception {
    private static final long serialVersionUID = 1;

    ReplayRefused(String message) {
        super(message);
    }
}
