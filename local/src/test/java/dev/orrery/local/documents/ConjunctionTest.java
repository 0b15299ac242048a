package dev.orrery.local.documents;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How several filters become one that an index understands.
class ConjunctionTest {
    private static Document and(Document... filters) {
        return new Document("$and", List.of(filters));
    }

    private static Document is(String field, Object asked) {
        return new Document(field, asked);
    }

    @Test
    void whatADriverNestsIsAskedAtOnce() {
        var nested = and(
                and(is("planet", "clocks"), is("outcome", "shown")),
                is("rankAt", is("$gte", 1)),
                is("rankAt", is("$lt", 9)));

        assertThat(Conjunction.flat(nested))
                .isEqualTo(is("planet", "clocks")
                        .append("outcome", "shown")
                        .append("rankAt", is("$gte", 1).append("$lt", 9)));
    }

    @Test
    void whatCannotBeSaidAtOnceStaysAsItIs() {
        var twoValues = and(is("planet", "clocks"), is("planet", "stars"));
        var twiceTheSame = and(is("at", is("$gt", 1)), is("at", is("$gt", 2)));
        var oneDocument = and(is("at", is("day", 1)), is("at", is("$gt", 2)));

        assertThat(Conjunction.flat(twoValues)).isSameAs(twoValues);
        assertThat(Conjunction.flat(twiceTheSame)).isSameAs(twiceTheSame);
        assertThat(Conjunction.flat(oneDocument)).isSameAs(oneDocument);
    }

    @Test
    void whatIsFlatIsLeftAlone() {
        var flat = is("planet", "clocks");

        assertThat(Conjunction.flat(flat)).isSameAs(flat);
    }
}
