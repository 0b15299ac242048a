package dev.orrery.local;

import dev.orrery.fetcher.discover.Discovered;
import dev.orrery.fetcher.discover.FoundFeed;
import dev.orrery.fetcher.poll.TrialPoll;
import dev.orrery.fetcher.web.Answer;
import dev.orrery.fetcher.web.Hints;
import dev.orrery.fetcher.web.Validators;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `discover` and `poll` say, as JSON: names are kept, fields are only added.
final class VisitJson {
    private VisitJson() {}

    static Map<String, Object> of(String asked, Discovered discovered) {
        var json = new LinkedHashMap<String, Object>();
        json.put("asked", asked);
        switch (discovered) {
            case Discovered.Found found ->
                json.put("feeds", found.feeds().stream().map(VisitJson::feed).toList());
            case Discovered.NotFound not -> {
                json.put("feeds", List.of());
                json.put("reason", not.reason());
            }
        }
        json.put("tried", discovered.trail());
        return json;
    }

    static Map<String, Object> of(TrialPoll poll) {
        var json = new LinkedHashMap<String, Object>();
        json.put("url", poll.url());
        json.put("at", poll.at());
        json.put("exchanges", poll.exchanges());
        json.put("outcome", poll.answer().getClass().getSimpleName());
        put(json, "failure", poll.failure());
        json.put("redirects", poll.answer().hops());
        switch (poll.answer()) {
            case Answer.Document document -> {
                json.put("decodedBytes", document.body().length);
                decisions(json, document.validators(), document.hints());
            }
            case Answer.NotModified same -> decisions(json, same.validators(), same.hints());
            case Answer.Refused refused -> decisions(json, Validators.NONE, refused.hints());
            case Answer.Unreachable unreachable -> json.put("step", unreachable.step());
        }
        json.put("nextPoll", poll.next());
        feed(json, poll);
        json.put("problems", poll.problems());
        return json;
    }

    private static void decisions(Map<String, Object> json, Validators kept, Hints hints) {
        json.put("kept", kept);
        json.put("hints", hints);
    }

    private static void feed(Map<String, Object> json, TrialPoll poll) {
        var feed = poll.feed();
        if (feed == null) {
            return;
        }
        json.put("format", feed.format());
        put(json, "title", feed.title());
        put(json, "site", feed.site());
        put(json, "language", feed.language());
        json.put("rhythm", feed.rhythm());
        json.put("hubs", feed.hubs());
        put(json, "self", feed.self());
        var entries = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < feed.entries().size(); i++) {
            entries.add(Map.of(
                    "key", poll.keys().get(i),
                    "rank", poll.ranks().get(i),
                    "entry", feed.entries().get(i)));
        }
        json.put("entries", entries);
        json.put("entriesLeft", feed.left());
    }

    private static Map<String, Object> feed(FoundFeed feed) {
        var json = new LinkedHashMap<String, Object>();
        json.put("url", feed.url());
        put(json, "title", feed.feed().title());
        put(json, "site", feed.feed().site());
        json.put("format", feed.feed().format());
        json.put("how", feed.how());
        json.put("standing", feed.standing());
        json.put("entries", feed.feed().entries().size());
        json.put("full", feed.full());
        var newest = feed.newest();
        if (newest != null) {
            var entry = new LinkedHashMap<String, Object>();
            put(entry, "title", newest.title() == null ? null : newest.title().value());
            put(entry, "date", FoundFeed.dateOf(newest));
            json.put("newest", entry);
        }
        return json;
    }

    private static void put(Map<String, Object> json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
