package dev.orrery.local;

import dev.orrery.enricher.replay.Report;
import dev.orrery.enricher.replay.Report.Example;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a replay would change, for people: counts by reason, and a few examples as they are and as they would be.
final class ReplayReport {
    private static final int WIDTH = 150;
    private static final int MOST_UNHANDLED = 10;

    private final Report report;
    private final PrintWriter out;

    ReplayReport(Report report, PrintWriter out) {
        this.report = report;
        this.out = out;
    }

    void print(boolean onlyToSee) {
        out.println();
        if (report.isEmpty()) {
            out.println("Nothing differs.");
        } else {
            out.println("%s and %s %s:"
                    .formatted(
                            Words.count(report.entries(), "entry", "entries"),
                            Words.count(report.placements(), "placement", "placements"),
                            onlyToSee ? "would differ" : "differ"));
        }
        for (var reason : report.reasons()) {
            out.println();
            out.println("%8s  %s".formatted(Words.number(reason.count()), Words.safe(reason.reason())));
            reason.examples().forEach(this::print);
        }
        if (report.onTheirWay() > 0) {
            out.println();
            out.println("%s newer on one side: the other is catching up."
                    .formatted(Words.count(report.onTheirWay(), "document is", "documents are")));
        }
        unhandled(report.unhandled());
        out.println();
    }

    private void print(Example example) {
        out.println("            " + Words.safe(example.id()));
        out.println("              is       " + side(example.live()));
        out.println("              will be  " + side(example.rebuilt()));
    }

    private static String side(@Nullable String text) {
        return text == null ? "(nothing)" : Words.safe(text, WIDTH);
    }

    private void unhandled(List<String> sentences) {
        if (sentences.isEmpty()) {
            return;
        }
        out.println();
        out.println("%s could not be handled:".formatted(Words.count(sentences.size(), "record", "records")));
        sentences.stream().limit(MOST_UNHANDLED).forEach(sentence -> out.println("  " + Words.safe(sentence, WIDTH)));
        if (sentences.size() > MOST_UNHANDLED) {
            out.println("  and %d more".formatted(sentences.size() - MOST_UNHANDLED));
        }
    }

    static Map<String, Object> json(Report report) {
        return Map.of(
                "entries",
                report.entries(),
                "placements",
                report.placements(),
                "onTheirWay",
                report.onTheirWay(),
                "reasons",
                report.reasons(),
                "unhandled",
                report.unhandled());
    }
}
