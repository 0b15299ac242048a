package dev.orrery.enricher.enrich;

import dev.orrery.events.Entry.Image;
import dev.orrery.events.RawEntry.Source;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The picture that stands for an entry: the first in its text that is no icon, else what the feed offers for it.
final class LeadImage {
    /// In CSS pixels: smileys and buttons are smaller.
    private static final int SMALLEST = 64;

    private LeadImage() {}

    static @Nullable Image of(List<Image> inText, Source source, Links links) {
        return Stream.concat(inText.stream().filter(LeadImage::isPicture), offered(source, links))
                .findFirst()
                .orElse(null);
    }

    private static Stream<Image> offered(Source source, Links links) {
        var thumbnails = source.thumbnails().stream().map(thumbnail -> {
            var url = links.addresses().web(thumbnail.url());
            return url == null ? null : new Image(url, null, thumbnail.width(), thumbnail.height());
        });
        var enclosures = Enclosures.of(source, links).stream()
                .filter(file -> file.type() != null && file.type().startsWith("image/"))
                .map(file -> new Image(file.url(), null, null, null));
        return Stream.concat(thumbnails, enclosures).filter(image -> image != null);
    }

    private static boolean isPicture(Image image) {
        return !image.url().startsWith("data:") && isLarge(image.width()) && isLarge(image.height());
    }

    private static boolean isLarge(@Nullable Integer pixels) {
        return pixels == null || pixels >= SMALLEST;
    }
}
