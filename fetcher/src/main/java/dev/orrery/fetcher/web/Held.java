package dev.orrery.fetcher.web;

/// An answer whose document counts as memory in use until this is closed.
public final class Held implements AutoCloseable {
    private final Answer answer;
    private final Room.Share share;

    Held(Answer answer, Room.Share share) {
        this.answer = answer;
        this.share = share;
    }

    public Answer answer() {
        return answer;
    }

    @Override
    public void close() {
        share.close();
    }
}
