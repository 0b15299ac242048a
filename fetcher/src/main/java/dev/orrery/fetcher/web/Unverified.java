package dev.orrery.fetcher.web;

/// The mark of a request whose server's certificate is not verified.
record Unverified() {}
