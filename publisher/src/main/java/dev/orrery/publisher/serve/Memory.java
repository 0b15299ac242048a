package dev.orrery.publisher.serve;

/// How much memory answers may take.
///
/// @param kept     of all renderings together, in bytes
/// @param prepared of the answers that one event loop has ready, in bytes
public record Memory(long kept, long prepared) {
    /// Vert.x' own number of them.
    private static final int LOOPS_A_CORE = 2;

    /// A quarter goes to what is ready for the socket, in the parts of all event loops.
    ///
    /// @param bytes in all
    public static Memory of(long bytes, int cores) {
        long prepared = bytes / 4;
        return new Memory(bytes - prepared, prepared / ((long) LOOPS_A_CORE * cores));
    }
}
