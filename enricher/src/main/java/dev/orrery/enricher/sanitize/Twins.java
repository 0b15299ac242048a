package dev.orrery.enricher.sanitize;

import java.util.HashSet;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// Pictures that stand there twice: once for a script that loads them late, once for readers without scripts.
final class Twins {
    private final Set<String> late = new HashSet<>();
    private final Set<String> withoutScript = new HashSet<>();

    /// Whether this picture's twin was there before; notes the picture where it may have a twin.
    boolean isTwin(Element image, String address) {
        if (isWithoutScript(image)) {
            withoutScript.add(address);
            return late.contains(address);
        }
        if (Pictures.isLate(image)) {
            late.add(address);
            return withoutScript.contains(address);
        }
        return false;
    }

    private static boolean isWithoutScript(Element image) {
        for (@Nullable Element each = image.parent(); each != null; each = each.parent()) {
            if (each.nameIs("noscript")) {
                return true;
            }
        }
        return false;
    }
}
