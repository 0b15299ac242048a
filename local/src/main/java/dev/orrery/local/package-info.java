/// Everything on one machine in one command: an embedded Kafka broker, an embedded MongoDB-protocol server, the sample
/// planet's blogs, and the three services as processes of their own.
///
/// [Main] is the command line, [Up] what `./orrery up` does from start to finish. The services are the very files that
/// run in production; all that differs is where their environment points.
@NullMarked
package dev.orrery.local;

import org.jspecify.annotations.NullMarked;
