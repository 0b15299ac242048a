package dev.orrery.bench.farm;

/// What guests did since they were last counted anew.
///
/// @param feeds         there are
/// @param fresh         of them, those whose present version was given out or confirmed
/// @param answers       of all kinds
/// @param documents     200
/// @param notModified   304
/// @param refused       requests for what there is not
/// @param unconditional requests without a validator
/// @param bytes         of documents as sent
/// @param connections   opened
/// @param handshakes    of TLS done in full or in part
/// @param mostAtOnce    requests being answered at the same time, over all hosts
/// @param mostAtOneHost the same, at the host where it was most; a good guest keeps it at one
public record FarmScore(
        int feeds,
        int fresh,
        long answers,
        long documents,
        long notModified,
        long refused,
        long unconditional,
        long bytes,
        long connections,
        long handshakes,
        int mostAtOnce,
        int mostAtOneHost) {

    /// Whether every feed's present version was given out or confirmed.
    public boolean reachesAll() {
        return fresh == feeds;
    }
}
