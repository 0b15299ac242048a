package dev.orrery.publisher.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orrery.publisher.RunningSite;
import dev.orrery.publisher.Seed;
import dev.orrery.publisher.Store;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// planet.virt-tools.org of March 2020: the page groups and names its posts as that planet did.
@EnabledIf("dev.orrery.publisher.Seed#isThere")
class SeedPageTest {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMMM dd, yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern("MMMM dd, yyyy hh:mm a", Locale.ENGLISH);

    @Test
    void headingsTitlesAuthorsAndTimesAreThoseOfThePlanet() throws Exception {
        try (var store = new Store();
                var site = new RunningSite(store, 0)) {
            var seed = Seed.read();
            seed.fill(store);

            var page = Jsoup.parse(new String(site.get("/virt-tools/").body(), StandardCharsets.UTF_8));

            assertThat(linesOf(page)).containsExactlyElementsOf(linesOf(seed.outline()));
        }
    }

    private static List<String> linesOf(Document page) {
        var lines = new ArrayList<String>();
        for (var element : page.select(".planetdate, .planetchannel, .planetitem")) {
            if (element.hasClass("planetdate")) {
                lines.add(element.selectFirst("time").attr("datetime"));
            } else if (element.hasClass("planetchannel")) {
                lines.add("# " + element.selectFirst(".name").text());
            } else {
                lines.add(line(element));
            }
        }
        return lines;
    }

    private static String line(Element item) {
        return "%s | %s | %s | %s"
                .formatted(
                        item.selectFirst(".planettitle").text(),
                        item.selectFirst(".planetauthor .author").text(),
                        item.selectFirst(".planetauthor time").attr("datetime"),
                        item.selectFirst(".planettitle a").attr("href"));
    }

    private static List<String> linesOf(JsonNode outline) {
        var lines = new ArrayList<String>();
        String day = "";
        String channel = "";
        for (var entry : outline.get("entries")) {
            var author = entry.get("author").asText("");
            var sameDay = day.equals(entry.get("day").asText());
            if (!sameDay) {
                day = entry.get("day").asText();
                lines.add(LocalDate.parse(day, DAY).toString());
            }
            if (!sameDay || !channel.equals(entry.get("channel").asText())) {
                channel = entry.get("channel").asText();
                lines.add("# " + channel);
            }
            lines.add("%s | %s | %s | %s"
                    .formatted(
                            entry.get("title").asText(),
                            author.isEmpty() || author.equals("null") || author.equals("Unknown") ? channel : author,
                            LocalDateTime.parse(entry.get("at").asText(), AT).toInstant(ZoneOffset.UTC),
                            entry.get("link").asText()));
        }
        return lines;
    }
}
