package dev.orrery.fetcher.poll;

import dev.orrery.fetcher.web.Answer;
import dev.orrery.fetcher.web.FeedRequest;
import dev.orrery.fetcher.web.Hints;
import dev.orrery.fetcher.web.Hop;
import dev.orrery.fetcher.web.Validators;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One request that a scripted server gets, and the ways it may answer.
final class Visit {
    final ScriptedFeed feed;

    /// With the address it came for.
    final FeedRequest request;

    final Instant now;

    /// How long the story has been going on.
    final Duration story;

    /// The how-manieth to this feed, from 1 on.
    final int visit;

    private final Map<String, String> headers = new HashMap<>();
    private String etag;
    private String lastModified;
    private List<Hop> hops = List.of();

    Visit(ScriptedFeed feed, FeedRequest request, Instant now, Duration story, int visit) {
        this.feed = feed;
        this.request = request;
        this.now = now;
        this.story = story;
        this.visit = visit;
        this.etag = "\"%s-%d\"".formatted(feed.number(), feed.posted(now));
        this.lastModified = ScriptedFeed.http(feed.newest(now));
    }

    boolean between(double fromDay, double toDay) {
        double day = story.toMillis() / (double) Duration.ofDays(1).toMillis();
        return day >= fromDay && day < toDay;
    }

    Visit header(String name, String value) {
        headers.put(name.toLowerCase(Locale.ROOT), value);
        return this;
    }

    Visit validators(String etagNow, String lastModifiedNow) {
        etag = etagNow;
        lastModified = lastModifiedNow;
        return this;
    }

    String etag() {
        return etag;
    }

    String lastModified() {
        return lastModified;
    }

    Visit redirected(int status, String to) {
        hops = List.of(new Hop(request.url(), to, status));
        return this;
    }

    /// As RFC 9110 section 13.2.2 has it: an entity tag counts before a date.
    Answer answer() {
        var asked = request.validators();
        boolean same = (asked.etag() != null && etag != null)
                ? asked.etag().equals(etag)
                : (asked.lastModified() != null && asked.lastModified().equals(lastModified));
        return same ? new Answer.NotModified(new Validators(etag, lastModified), hints(), hops) : whole();
    }

    /// Whatever was asked with.
    Answer whole() {
        return document(feed.document(now), "application/rss+xml");
    }

    Answer document(String text, String contentType) {
        return new Answer.Document(
                request.url(),
                200,
                contentType,
                text.getBytes(StandardCharsets.UTF_8),
                new Validators(etag, lastModified),
                hints(),
                hops);
    }

    Answer refused(int status) {
        return new Answer.Refused(status, "The server answers %d.".formatted(status), hints(), hops);
    }

    Answer broken(Answer.Step step, String reason) {
        return new Answer.Unreachable(step, reason, hops);
    }

    private Hints hints() {
        return Hints.of(
                name -> headers.containsKey(name.toLowerCase(Locale.ROOT))
                        ? List.of(headers.get(name.toLowerCase(Locale.ROOT)))
                        : List.of(),
                address -> address,
                now);
    }
}
