package dev.orrery.enricher.pipeline;

/// Waits until the topics are there.
@FunctionalInterface
public interface Setup {
    void ensure() throws InterruptedException;
}
