package dev.orrery.enricher.sanitize;

import dev.orrery.enricher.sanitize.Written.Place;

/// Where in the written text the walk is, as far as it decides what may stand there.
@SuppressWarnings("EnumOrdinal") // Bits of a set that lives as long as one text.
final class Context {
    private static final int PLACES = Place.values().length;

    private final int[] open = new int[PLACES];

    void opened(Written element) {
        open[element.place().ordinal()]++;
    }

    void closed(Written element) {
        open[element.place().ordinal()]--;
    }

    boolean isIn(Place place) {
        return open[place.ordinal()] > 0;
    }

    boolean isProse() {
        return !isIn(Place.PREFORMATTED) && !isIn(Place.NO_PROSE);
    }

    /// A parser would end the outer one where the inner begins.
    boolean forbids(Written element) {
        var place = element.place();
        return (place == Place.LINK || place == Place.HEADING) && isIn(place);
    }
}
