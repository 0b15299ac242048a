package dev.orrery.fetcher.web;

/// Looks on while a document is asked for.
public interface ExchangeListener {
    /// Follows every redirect and keeps nothing.
    ExchangeListener NONE = new ExchangeListener() {};

    /// Whether a redirect is followed; asked before it is.
    default boolean follows(Hop hop) {
        return true;
    }

    /// A request is over, well or not. Called for each redirect too, in order, before the answer is given.
    default void ended(Exchange exchange) {}
}
