package dev.orrery.fetcher.poll;

import dev.orrery.fetcher.parse.FeedParser;
import dev.orrery.fetcher.parse.ParsedFeed;
import dev.orrery.fetcher.parse.Rhythm;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The real parser, and what the scripted documents say of their rhythm where it does not read that.
record RhythmReader(FeedParser parser) implements FeedPoller.Reader {
    private static final Pattern TTL = Pattern.compile("<ttl>(\\d+)</ttl>");
    private static final Pattern HOUR = Pattern.compile("<hour>(\\d+)</hour>");
    private static final Pattern DAY = Pattern.compile("<day>(\\w+)</day>");

    @Override
    public FeedParser.Result parse(byte[] document, @Nullable String contentType, String url) {
        return switch (parser.parse(document, contentType, url)) {
            case FeedParser.Parsed(var feed)
            when feed.rhythm().equals(Rhythm.NONE) ->
                new FeedParser.Parsed(with(feed, rhythm(new String(document, StandardCharsets.UTF_8))));
            case FeedParser.Result other -> other;
        };
    }

    private static Rhythm rhythm(String text) {
        var ttl = TTL.matcher(text);
        return new Rhythm(
                ttl.find() ? Duration.ofMinutes(Long.parseLong(ttl.group(1))) : null,
                text.contains("<sy:updatePeriod>weekly") ? Duration.ofDays(7) : null,
                all(HOUR, text, found -> Integer.valueOf(found.group(1))),
                all(DAY, text, found -> DayOfWeek.valueOf(found.group(1).toUpperCase(Locale.ROOT))));
    }

    private static <T> Set<T> all(Pattern pattern, String text, Function<MatchResult, T> read) {
        return pattern.matcher(text).results().map(read).collect(Collectors.toSet());
    }

    private static ParsedFeed with(ParsedFeed feed, Rhythm rhythm) {
        return new ParsedFeed(
                feed.format(),
                feed.base(),
                feed.title(),
                feed.site(),
                feed.language(),
                feed.entries(),
                feed.left(),
                rhythm,
                feed.hubs(),
                feed.self());
    }
}
