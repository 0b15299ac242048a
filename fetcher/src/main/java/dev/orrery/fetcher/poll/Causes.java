package dev.orrery.fetcher.poll;

import dev.orrery.events.FeedStatus.Cause;
import dev.orrery.fetcher.parse.FeedParser;
import dev.orrery.fetcher.web.Answer;

/// What a poll's trouble is called where a program is to tell it from others.
final class Causes {
    private static final int SERVER_ERROR = 500;

    private Causes() {}

    static Cause of(Answer.Step step) {
        return switch (step) {
            case ADDRESS -> Cause.ADDRESS;
            case GUARD -> Cause.GUARDED;
            case DNS -> Cause.DNS;
            case CONNECT -> Cause.CONNECTION;
            case TLS -> Cause.TLS;
            case REDIRECT -> Cause.REDIRECTS;
            case EXCHANGE, OURSELVES -> Cause.NO_ANSWER;
        };
    }

    static Cause of(Answer.Refused refused) {
        return switch (refused.by()) {
            case WALL -> Cause.WALL;
            case SIZE -> Cause.TOO_LARGE;
            case CODING -> Cause.CODING;
            case SERVER -> ofStatus(refused.status());
        };
    }

    private static Cause ofStatus(int status) {
        return switch (status) {
            case 401, 407 -> Cause.PASSWORD;
            case 403 -> Cause.FORBIDDEN;
            case 404 -> Cause.NOT_FOUND;
            case 410 -> Cause.GONE;
            case 429 -> Cause.TOO_OFTEN;
            case 451 -> Cause.LEGAL;
            case 503 -> Cause.OVERLOADED;
            default -> status >= SERVER_ERROR ? Cause.SERVER_ERROR : Cause.REFUSED;
        };
    }

    static Cause of(FeedParser.NotAFeed no) {
        return switch (no.kind()) {
            case WEB_PAGE -> Cause.WEB_PAGE;
            case EMPTY, OTHER_DOCUMENT -> Cause.NOT_A_FEED;
            case NO_DOCUMENT, TOO_DEEP, CONFUSING -> Cause.MALFORMED;
            case TOO_LARGE -> Cause.TOO_LARGE;
        };
    }
}
