package dev.orrery.fetcher.parse.xml;

import java.util.HashMap;
import java.util.Map;

/// Where things end, or the document's end where they do not. A kind of end that is not there is looked for once.
final class Ends {
    private final String document;
    private final Map<String, Integer> found = new HashMap<>();

    Ends(String document) {
        this.document = document;
    }

    int of(String end, int from) {
        var known = found.get(end);
        if (known != null && known >= from) {
            return known;
        }
        int next = document.indexOf(end, from);
        int answer = next < 0 ? document.length() : next;
        found.put(end, answer);
        return answer;
    }
}
