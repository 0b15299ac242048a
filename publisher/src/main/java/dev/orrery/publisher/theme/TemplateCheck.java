package dev.orrery.publisher.theme;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Finds the places in a template where escaping does not help: what a post says is text between tags or stands
/// in quotes there, or it could become markup or script. Looks at the template's own text, not at what is put
/// in.
final class TemplateCheck {
    private static final Pattern SCRIPT_OR_STYLE = Pattern.compile("script|style");

    private final String text;
    private final List<Problem> problems = new ArrayList<>();
    private int at;
    private int line = 1;

    /// @param line from 1
    record Problem(int line, String message) {}

    private TemplateCheck(String text) {
        this.text = text;
    }

    static List<Problem> of(String template) {
        var check = new TemplateCheck(template);
        check.content();
        return check.problems;
    }

    private void content() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '{') {
                braces();
            } else if (text.startsWith("<!--", at)) {
                skipTo("-->");
            } else if (c == '<' && at + 1 < text.length() && Character.isLetter(text.charAt(at + 1))) {
                tag();
            } else {
                step();
            }
        }
    }

    private void tag() {
        step();
        int start = at;
        while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
            step();
        }
        var name = text.substring(start, at).toLowerCase(Locale.ROOT);
        var attribute = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '>') {
            char c = text.charAt(at);
            if (c == '{') {
                if (braces()) {
                    problem("stands in a tag but not in quotes; write attribute=\"{…}\"");
                }
            } else if (c == '"' || c == '\'') {
                quoted(c, attribute.toString());
                attribute.setLength(0);
            } else {
                if (Character.isWhitespace(c)) {
                    attribute.setLength(0);
                } else if (c != '=') {
                    attribute.append(Character.toLowerCase(c));
                }
                step();
            }
        }
        step();
        if (SCRIPT_OR_STYLE.matcher(name).matches()) {
            raw(name);
        }
    }

    private void quoted(char quote, String attribute) {
        step();
        while (at < text.length() && text.charAt(at) != quote) {
            if (text.charAt(at) != '{') {
                step();
            } else if (braces()
                    && (attribute.startsWith("on") || attribute.equals("style") || attribute.equals("srcdoc"))) {
                problem("stands in the attribute %s, where text is more than text".formatted(attribute));
            }
        }
        step();
    }

    private void raw(String name) {
        var end = "</" + name;
        while (at < text.length() && !text.regionMatches(true, at, end, 0, end.length())) {
            if (text.charAt(at) != '{') {
                step();
            } else if (braces()) {
                problem("stands in <%s>, where text is more than text".formatted(name));
            }
        }
    }

    /// Steps over `{…}`; whether it writes something: `{#if}` and `{! a comment !}` do not.
    private boolean braces() {
        if (text.startsWith("{!", at)) {
            skipTo("!}");
            return false;
        }
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        if (next == '{' || Character.isWhitespace(next) || text.charAt(at) == '\\') {
            step();
            return false;
        }
        boolean writes = next != '#' && next != '/' && next != '|' && next != '}';
        skipTo("}");
        return writes;
    }

    private void problem(String message) {
        problems.add(new Problem(line, "what is written here " + message));
    }

    private void skipTo(String end) {
        int found = text.indexOf(end, at);
        int to = found < 0 ? text.length() : found + end.length();
        while (at < to) {
            step();
        }
    }

    private void step() {
        if (at < text.length() && text.charAt(at) == '\n') {
            line++;
        }
        at++;
    }
}
