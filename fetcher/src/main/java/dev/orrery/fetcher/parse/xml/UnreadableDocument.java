package dev.orrery.fetcher.parse.xml;

/// A document of which no tree can be made: too much of something, or nothing in it.
public final class UnreadableDocument extends Exception {
    private static final long serialVersionUID = 1L;

    /// What is wrong.
    public enum Kind {
        NOT_XML,
        TOO_DEEP,
        TOO_LARGE
    }

    private final Kind kind;

    /// @param reason without a full stop
    UnreadableDocument(Kind kind, String reason) {
        super(reason, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
