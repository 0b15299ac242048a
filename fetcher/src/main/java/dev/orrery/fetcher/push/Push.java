package dev.orrery.fetcher.push;

/// What answers hubs.
public record Push(Verifications verifications, Inbox inbox) {}
