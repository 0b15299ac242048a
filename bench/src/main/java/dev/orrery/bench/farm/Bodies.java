package dev.orrery.bench.farm;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// What people write in blogs, about: paragraphs with links and emphasis, code, a list, a table, a picture.
///
/// There are [#KINDS] of them and feeds draw from these, so that twenty thousand feeds fit into little memory; two
/// entries of one document are never the same.
public final class Bodies {
    private static final int KINDS = 1_000;
    private static final long SEED = 20_260_101;
    private static final String[] WORDS =
            ("the a of to and in it is that was for on with as this but they at be not have"
                            + " from which one wheel gear planet clock brass glass teeth orbit year night garden seed soil moon"
                            + " protocol packet server release kernel module memory budget letter printing binding paper winter"
                            + " evening morning measured polished adjusted rebuilt published compared remembered forgotten"
                            + " because although however perhaps almost never always between underneath without around “quoted”"
                            + " naïve café Straße")
                    .split(" ", -1);

    private final List<Body> bodies;

    Bodies(int meanBytes) {
        bodies = IntStream.range(0, KINDS)
                .mapToObj(kind -> new Body(html(kind, meanBytes)))
                .toList();
    }

    /// @param entry of this feed; entries that stand near each other differ
    Body of(int feed, int entry) {
        return bodies.get(Math.floorMod(feed * 389 + entry, KINDS));
    }

    /// From a third to one and two thirds of the mean.
    /// The HTML of a kind of post; there are as many as one likes.
    public static String html(long kind, int meanBytes) {
        return html(new Random(SEED + kind), meanBytes);
    }

    private static String html(Random random, int meanBytes) {
        int length = meanBytes / 3 + random.nextInt(meanBytes * 4 / 3);
        var html = new StringBuilder(length + 600);
        while (html.length() < length) {
            switch (random.nextInt(10)) {
                case 0 -> code(html, random);
                case 1 -> list(html, random);
                case 2 -> picture(html, random);
                case 3 -> table(html, random);
                default -> paragraph(html, random);
            }
        }
        return html.toString();
    }

    private static void paragraph(StringBuilder html, Random random) {
        html.append("<p>");
        words(html, random, 25 + random.nextInt(40));
        html.append(", <a href=\"https://blog.example/")
                .append(random.nextInt(100_000))
                .append("?utm_source=feed&amp;utm_medium=rss\">");
        words(html, random, 3);
        html.append("</a> and <em>");
        words(html, random, 4);
        html.append("</em>.</p>\n");
    }

    private static void code(StringBuilder html, Random random) {
        html.append("<pre><code class=\"language-c\">");
        for (int line = 0; line < 6; line++) {
            html.append("int teeth_")
                    .append(random.nextInt(1_000))
                    .append(" = turns &lt;&lt; ")
                    .append(line)
                    .append(";\n");
        }
        html.append("</code></pre>\n");
    }

    private static void list(StringBuilder html, Random random) {
        html.append("<ul>\n");
        for (int item = 0; item < 5; item++) {
            html.append("<li>");
            words(html, random, 8);
            html.append("</li>\n");
        }
        html.append("</ul>\n");
    }

    private static void picture(StringBuilder html, Random random) {
        int number = random.nextInt(100_000);
        html.append("<figure><img src=\"/pictures/%d.jpg\" srcset=\"/pictures/%d-2x.jpg 2x\" alt=\""
                .formatted(number, number));
        words(html, random, 5);
        html.append("\" width=\"640\" height=\"480\" loading=\"lazy\"><figcaption>");
        words(html, random, 10);
        html.append("</figcaption></figure>\n");
    }

    private static void table(StringBuilder html, Random random) {
        html.append("<table><tbody>\n");
        for (int row = 0; row < 4; row++) {
            html.append("<tr><td>");
            words(html, random, 2);
            html.append("</td><td style=\"text-align:right\">")
                    .append(random.nextInt(10_000))
                    .append("</td></tr>\n");
        }
        html.append("</tbody></table>\n");
    }

    private static void words(StringBuilder html, Random random, int count) {
        for (int i = 0; i < count; i++) {
            html.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
        }
    }
}
