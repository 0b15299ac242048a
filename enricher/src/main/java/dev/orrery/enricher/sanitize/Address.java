package dev.orrery.enricher.sanitize;

import org.jspecify.annotations.Nullable;

/// The parts of an address, and how one resolves against another.
///
/// Parts are cut as RFC 3986 appendix B does, which never fails; references are resolved as section 5.2 says.
record Address(
        @Nullable String scheme,
        @Nullable String authority,
        String path,
        @Nullable String query,
        @Nullable String fragment) {

    static Address parse(String text) {
        var rest = text;
        String fragment = null;
        int hash = rest.indexOf('#');
        if (hash >= 0) {
            fragment = rest.substring(hash + 1);
            rest = rest.substring(0, hash);
        }
        String query = null;
        int mark = rest.indexOf('?');
        if (mark >= 0) {
            query = rest.substring(mark + 1);
            rest = rest.substring(0, mark);
        }
        String scheme = null;
        int colon = rest.indexOf(':');
        int slash = rest.indexOf('/');
        if (colon > 0 && (slash < 0 || colon < slash)) {
            scheme = rest.substring(0, colon);
            rest = rest.substring(colon + 1);
        }
        String authority = null;
        if (rest.startsWith("//")) {
            int end = rest.indexOf('/', 2);
            authority = end < 0 ? rest.substring(2) : rest.substring(2, end);
            rest = end < 0 ? "" : rest.substring(end);
        }
        return new Address(scheme, authority, rest, query, fragment);
    }

    /// What `reference` means on a page at this address.
    Address resolve(Address reference) {
        if (reference.scheme != null) {
            return reference.withPath(withoutDots(reference.path));
        }
        if (reference.authority != null) {
            return new Address(
                    scheme, reference.authority, withoutDots(reference.path), reference.query, reference.fragment);
        }
        if (reference.path.isEmpty()) {
            return new Address(
                    scheme, authority, path, reference.query != null ? reference.query : query, reference.fragment);
        }
        var target = reference.path.startsWith("/") ? reference.path : merged(reference.path);
        return new Address(scheme, authority, withoutDots(target), reference.query, reference.fragment);
    }

    Address withPath(String other) {
        return new Address(scheme, authority, other, query, fragment);
    }

    Address withoutFragment() {
        return new Address(scheme, authority, path, query, null);
    }

    private String merged(String relative) {
        if (authority != null && path.isEmpty()) {
            return "/" + relative;
        }
        return path.substring(0, path.lastIndexOf('/') + 1) + relative;
    }

    /// RFC 3986 section 5.2.4.
    private static String withoutDots(String path) {
        if (!path.contains("/.") && !path.startsWith(".")) {
            return path;
        }
        var out = new StringBuilder(path.length());
        int at = 0;
        while (at < path.length()) {
            int next = path.indexOf('/', at + 1);
            int end = next < 0 ? path.length() : next;
            var segment = path.substring(at, end);
            boolean last = next < 0;
            switch (segment) {
                case "/.", "." -> closeWithSlash(out, last);
                case "/..", ".." -> {
                    out.setLength(Math.max(0, out.lastIndexOf("/")));
                    closeWithSlash(out, last);
                }
                default -> out.append(segment);
            }
            at = end;
        }
        return out.toString();
    }

    private static void closeWithSlash(StringBuilder out, boolean last) {
        if (last) {
            out.append('/');
        }
    }

    @Override
    public String toString() {
        var out = new StringBuilder();
        if (scheme != null) {
            out.append(scheme).append(':');
        }
        if (authority != null) {
            out.append("//").append(authority);
        }
        out.append(path);
        if (query != null) {
            out.append('?').append(query);
        }
        if (fragment != null) {
            out.append('#').append(fragment);
        }
        return out.toString();
    }
}
