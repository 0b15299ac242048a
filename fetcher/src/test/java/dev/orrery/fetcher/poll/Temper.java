package dev.orrery.fetcher.poll;

import static dev.orrery.fetcher.poll.Posting.DAILY;
import static dev.orrery.fetcher.poll.Posting.HOURLY;
import static dev.orrery.fetcher.poll.Posting.IN_BURSTS;
import static dev.orrery.fetcher.poll.Posting.SIX_HOURLY;
import static dev.orrery.fetcher.poll.Posting.WEEKLY;
import static dev.orrery.fetcher.poll.Posting.YEARLY;

import dev.orrery.fetcher.web.Answer;
import dev.orrery.fetcher.web.Answer.Step;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/// How the servers of one kind behave.
///
/// @param explains a line for people; what is not said is as a good server does it
/// @param channel  what its documents say beside their entries
/// @param feeds    on each host
record Temper(
        String name, String explains, Posting posting, String channel, int feeds, Function<Visit, Answer> behaviour) {
    private static final String HALF_A_DAY = "max-age=43200";

    /// Whether the posts come faster than the server lets itself be asked, so that nobody could see them in time.
    boolean isTooQuickForItself() {
        return name.equals("no validators, hourly");
    }

    static final List<Temper> ALL = List.of(
            of("hourly", "Honest validators; posts every hour.", HOURLY, Visit::answer),
            of("daily", "Honest validators; posts daily.", DAILY, Visit::answer),
            of("weekly", "Honest validators; posts weekly.", WEEKLY, Visit::answer),
            of("yearly", "Honest validators; posts once a year.", YEARLY, Visit::answer),
            of("in bursts", "Six posts within two hours, then nothing for six days.", IN_BURSTS, Visit::answer),
            of("ignores validators", "Gives validators and sends the whole feed all the same.", DAILY, Visit::whole),
            of(
                    "new ETag, same body",
                    "Each answer has another ETag (a cluster whose nodes do not agree).",
                    DAILY,
                    visit -> visit.validators("\"" + visit.now.toEpochMilli() + "\"", visit.lastModified())
                            .answer()),
            of(
                    "same date, new ETag",
                    "Last-Modified never moves; the ETag alone tells of news.",
                    SIX_HOURLY,
                    visit -> visit.validators(visit.etag(), "Thu, 01 Jan 2026 00:00:00 GMT")
                            .answer()),
            of(
                    "weak ETags",
                    "Gives weak ETags alone, and knows them only letter by letter.",
                    DAILY,
                    visit -> visit.validators("W/" + visit.etag(), null).answer()),
            of("date only", "Gives Last-Modified and no ETag.", DAILY, visit -> visit.validators(
                            null, visit.lastModified())
                    .answer()),
            of(
                    "max-age 43200",
                    "Every answer is good for twelve hours, by Cache-Control.",
                    DAILY,
                    visit -> visit.header("Cache-Control", HALF_A_DAY).answer()),
            of("max-age on 304", "Says how long it is good for on a 304 alone.", DAILY, Temper::freshOn304),
            of("Expires", "Every answer is good for six hours, by Expires and Date.", DAILY, Temper::expires),
            of(
                    "max-age of a year",
                    "A template for pictures: good for a year. We wait for a day.",
                    WEEKLY,
                    visit -> visit.header("Cache-Control", "public, max-age=31536000")
                            .answer()),
            saying("ttl 720", "The document asks by ttl for twelve hours of peace.", DAILY, "<ttl>720</ttl>"),
            saying("skipHours", "Not to be read from 0 to 8 o'clock, by skipHours.", DAILY, skipHours()),
            saying(
                    "skipDays",
                    "Not to be read on Saturdays and Sundays, by skipDays.",
                    WEEKLY,
                    "<skipDays><day>Saturday</day><day>Sunday</day></skipDays>"),
            saying(
                    "sy weekly",
                    "Says by sy:updatePeriod that it is renewed weekly. We wait for a day.",
                    WEEKLY,
                    "<sy:updatePeriod>weekly</sy:updatePeriod>"),
            three("429 in seconds", "Two days long 429 with `Retry-After: 7200`; three feeds a host.", "7200", 429),
            three("429 until a date", "The same with a date in Retry-After.", "date", 429),
            three("429 without a word", "The same without Retry-After.", "", 429),
            three("503 and Retry-After", "Two days long 503 with `Retry-After: 3600`.", "3600", 503),
            three("503, two minutes", "Two days long 503 with `Retry-After: 120`, each time anew.", "120", 503),
            of(
                    "301 for an hour",
                    "A slip: 301 to another address for an hour.",
                    DAILY,
                    visit -> moved(visit, 301, 1 / 24.0)),
            of(
                    "301 for ten days",
                    "301 to another address for ten days, then back.",
                    DAILY,
                    visit -> moved(visit, 301, 10)),
            of("302 for a month", "302 to another address all the time.", DAILY, visit -> moved(visit, 302, 30)),
            of("http to https", "308 to the same address by https, from the start.", DAILY, Temper::byHttps),
            of(
                    "410",
                    "Gone for good from the tenth day on.",
                    DAILY,
                    visit -> visit.between(10, 99) ? visit.refused(410) : visit.answer()),
            of(
                    "410, a slip",
                    "410 for half a day.",
                    DAILY,
                    visit -> visit.between(10, 10.5) ? visit.refused(410) : visit.answer()),
            of(
                    "404 that heals",
                    "404 from the fifth to the eighth day.",
                    DAILY,
                    visit -> visit.between(5, 8) ? visit.refused(404) : visit.answer()),
            of("TLS broken", "The certificate is out of date for three days.", DAILY, visit -> down(visit, Step.TLS)),
            of("hangs", "Takes no connections for three days.", DAILY, visit -> down(visit, Step.CONNECT)),
            of("slow drip", "Every third answer drips until our patience ends.", DAILY, visit -> each(visit, 3)),
            of("closes early", "Every other answer breaks off.", DAILY, visit -> each(visit, 2)),
            of("stumbles at first", "The first two polls fail: it is only being set up.", DAILY, Temper::stumbles),
            of("parked", "From the twelfth day on a web page that offers the domain.", DAILY, Temper::parked),
            of("no validators", "Gives neither ETag nor Last-Modified.", WEEKLY, visit -> visit.validators(null, null)
                    .whole()),
            of(
                    "no validators, hourly",
                    "The same and posts every hour: seeing that in time would cost it 48 whole feeds a day, and its document holds ten posts.",
                    HOURLY,
                    visit -> visit.validators(null, null).whole()));

    private static Temper of(String name, String explains, Posting posting, Function<Visit, Answer> behaviour) {
        return new Temper(name, explains, posting, "", 1, behaviour);
    }

    private static Temper saying(String name, String explains, Posting posting, String channel) {
        return new Temper(name, explains, posting, channel, 1, Visit::answer);
    }

    private static Temper three(String name, String explains, String retryAfter, int status) {
        return new Temper(name, explains, DAILY, "", 3, visit -> {
            if (!visit.between(4, 6)) {
                return visit.answer();
            }
            if (retryAfter.equals("date")) {
                visit.header("Retry-After", ScriptedFeed.http(visit.now.plus(Duration.ofHours(3))));
            } else if (!retryAfter.isEmpty()) {
                visit.header("Retry-After", retryAfter);
            }
            return visit.refused(status);
        });
    }

    private static Answer freshOn304(Visit visit) {
        var answer = visit.answer();
        return answer instanceof Answer.NotModified
                ? visit.header("Cache-Control", HALF_A_DAY).answer()
                : answer;
    }

    private static Answer expires(Visit visit) {
        // Its clock is a day slow, which has to make no difference.
        var clock = visit.now.minus(Duration.ofDays(1));
        return visit.header("Date", ScriptedFeed.http(clock))
                .header("Expires", ScriptedFeed.http(clock.plus(Duration.ofHours(6))))
                .answer();
    }

    private static String skipHours() {
        var hours = new StringBuilder("<skipHours>");
        for (int hour = 0; hour < 8; hour++) {
            hours.append("<hour>").append(hour).append("</hour>");
        }
        return hours.append("</skipHours>").toString();
    }

    private static Answer moved(Visit visit, int status, double days) {
        boolean old = visit.request.url().equals(visit.feed.url());
        return old && visit.between(5, 5 + days)
                ? visit.redirected(status, visit.feed.url() + "/new").answer()
                : visit.answer();
    }

    private static Answer byHttps(Visit visit) {
        return visit.request.url().startsWith("http:")
                ? visit.redirected(308, visit.request.url().replace("http:", "https:"))
                        .answer()
                : visit.answer();
    }

    private static Answer down(Visit visit, Step step) {
        return visit.between(5, 8) ? visit.broken(step, "No connection to the server.") : visit.answer();
    }

    private static Answer each(Visit visit, int nth) {
        return visit.visit % nth == 0
                ? visit.broken(Step.EXCHANGE, "The document was not there whole within 20 s.")
                : visit.answer();
    }

    private static Answer stumbles(Visit visit) {
        return visit.visit <= 2 ? visit.refused(502) : visit.answer();
    }

    private static Answer parked(Visit visit) {
        return visit.between(12, 99)
                ? visit.validators(null, null)
                        .document("<!DOCTYPE html><html><body>This domain is for sale<br></body></html>", "text/html")
                : visit.answer();
    }
}
