package dev.orrery.bench.rounds;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.Collection;

/// CPU that a process has used, user and system, all its threads, those that have ended too.
///
/// It is the kernel's CPU clock of the process, in nanoseconds: the same account as in `/proc/PID/stat`, which is
/// kept in steps of 10 ms, too coarse for a round of 200 polls.
public final class Cpu {
    @SuppressWarnings("restricted")
    private static final MethodHandle CLOCK_GETTIME = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().findOrThrow("clock_gettime"),
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));

    /// CPUCLOCK_SCHED of the kernel's `posix-timers.h`.
    private static final int SCHEDULED = 2;

    private Cpu() {}

    /// Zero for one that is gone.
    public static Duration of(long pid) {
        try (var arena = Arena.ofConfined()) {
            var time = arena.allocate(JAVA_LONG, 2);
            int clock = (~(int) pid << 3) | SCHEDULED;
            return (int) CLOCK_GETTIME.invokeExact(clock, time) == 0
                    ? Duration.ofSeconds(time.getAtIndex(JAVA_LONG, 0), time.getAtIndex(JAVA_LONG, 1))
                    : Duration.ZERO;
        } catch (Throwable e) {
            throw new IllegalStateException("The CPU clock of process %d cannot be read".formatted(pid), e);
        }
    }

    public static Duration of(Collection<Long> pids) {
        return pids.stream().map(pid -> of(pid)).reduce(Duration.ZERO, Duration::plus);
    }
}
