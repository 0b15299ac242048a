package dev.orrery.enricher.sanitize;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Addresses as the walk through one text writes them, and what it notes about those it does not write.
final class Resources {
    /// Making addresses absolute can make a text of short links many times as long; this ends it.
    private static final int MAX_CHARACTERS = 2 << 20;

    private static final int MAX_INLINE_IMAGE = 48 * 1024;
    private static final Pattern INLINE_IMAGE =
            Pattern.compile("data:image/(?:png|gif|jpeg|webp|avif);base64,[A-Za-z0-9+/]+={0,2}");
    private static final Pattern SCRIPT = Pattern.compile("(?i)\\s*(?:java|vb|live)script\\s*:.*", Pattern.DOTALL);

    private final Addresses addresses;
    private final Footnotes footnotes;
    private final Removals removals;
    private final Twins twins = new Twins();
    private int characters;

    Resources(Addresses addresses, Footnotes footnotes, Removals removals) {
        this.addresses = addresses;
        this.footnotes = footnotes;
        this.removals = removals;
    }

    Footnotes footnotes() {
        return footnotes;
    }

    Twins twins() {
        return twins;
    }

    @Nullable
    String web(String reference) {
        return counted(reference, addresses.web(reference));
    }

    /// An address that a reader follows: without what would tell the other side by which way.
    @Nullable
    String link(String reference) {
        var address = counted(reference, addresses.link(reference));
        if (address == null) {
            return null;
        }
        var plain = TrackingParameters.removedFrom(address);
        if (plain.length() != address.length()) {
            removals.count(Reason.PARAMETER, address);
        }
        return plain;
    }

    /// Of a picture: also one that is small and comes with the text.
    @Nullable
    String image(String reference) {
        var inline = reference.strip();
        if (inline.startsWith("data:")
                && inline.length() <= MAX_INLINE_IMAGE
                && INLINE_IMAGE.matcher(inline).matches()) {
            return counted(reference, inline);
        }
        return web(reference);
    }

    private @Nullable String counted(String reference, @Nullable String address) {
        if (address == null) {
            if (!reference.isBlank()) {
                removals.count(SCRIPT.matcher(reference).matches() ? Reason.SCRIPT : Reason.ADDRESS, reference);
            }
            return null;
        }
        characters += address.length();
        return characters <= MAX_CHARACTERS ? address : null;
    }
}
