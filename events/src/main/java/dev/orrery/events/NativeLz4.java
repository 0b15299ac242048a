package dev.orrery.events;

import net.jpountz.lz4.LZ4Factory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets Kafka's clients use LZ4's own code. They ask for the fastest that there is; but where classes do not come from
/// the system's class loader, as in a Quarkus application, that is a Java one which takes several times the CPU, unless
/// the native one was loaded before.
final class NativeLz4 {
    private static final Logger LOG = LoggerFactory.getLogger(NativeLz4.class);

    static {
        try {
            LZ4Factory.nativeInstance();
        } catch (LinkageError | AssertionError | RuntimeException e) {
            LOG.info(
                    "LZ4 is done in Java here, which costs more CPU: its native code cannot be loaded ({}).",
                    e.toString());
        }
    }

    private NativeLz4() {}

    /// Once is enough; where it cannot be loaded, everything works without.
    static void load() {
        // By the class's being initialized.
    }
}
