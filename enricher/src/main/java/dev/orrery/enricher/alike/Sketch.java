package dev.orrery.enricher.alike;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// What is left of a text to compare it with others: equal for the same words whatever their markup, case and
/// punctuation, and nearly equal where little was added or left out.
///
/// The hashes of all runs of five words are dealt into 64 bins and the least of each bin is kept (one permutation
/// MinHash, [Li, Owen and Zhang 2012](https://arxiv.org/abs/1208.1259)), so the share of bins that agree estimates the
/// share of runs that two texts have in common. Texts are the same post from 85 % on: a repost with a line before or
/// after it is, an instalment of a series or two announcements by one template are not. A text of fewer than 50 words
/// has no sketch: nothing is told by it.
///
/// Two texts that have 85 % in common also have the least hash of all in common with a probability of 85 %, under each
/// of two orders: by those two keys they are found.
final class Sketch {
    static final int MIN_WORDS = 50;

    private static final int RUN = 5;
    private static final int BINS = 64;
    private static final double ALIKE = 0.85;
    private static final int EMPTY = 0xffff;

    private final long least;
    private final long leastOtherwise;
    private final String bins;

    private Sketch(long least, long leastOtherwise, String bins) {
        this.least = least;
        this.leastOtherwise = leastOtherwise;
        this.bins = bins;
    }

    /// Keys under which a text is found that is much the same; none if it is too short.
    List<String> keys() {
        return bins.isEmpty()
                ? List.of()
                : List.of("t:" + Long.toHexString(least), "u:" + Long.toHexString(leastOtherwise));
    }

    /// To compare; empty if the text is too short.
    String bins() {
        return bins;
    }

    static Sketch of(String text) {
        var words = new Words(text);
        var run = new long[RUN];
        var bins = new int[BINS];
        Arrays.fill(bins, EMPTY);
        var lowest = new long[BINS];
        Arrays.fill(lowest, Long.MAX_VALUE);
        long least = Long.MAX_VALUE;
        long leastOtherwise = Long.MAX_VALUE;
        int count = 0;
        for (long word = words.next(); word != Words.NO_MORE; word = words.next()) {
            run[count % RUN] = word;
            count++;
            if (count >= RUN) {
                long hash = hash(run, count);
                least = Math.min(least, hash);
                leastOtherwise = Math.min(leastOtherwise, mixed(hash ^ 0x9e3779b97f4a7c15L));
                int bin = (int) (hash >>> 58);
                long rest = hash & 0x03ff_ffff_ffff_ffffL;
                if (rest < lowest[bin]) {
                    lowest[bin] = rest;
                    bins[bin] = (int) (rest & 0x7fff);
                }
            }
        }
        return count < MIN_WORDS ? new Sketch(0, 0, "") : new Sketch(least, leastOtherwise, written(bins));
    }

    /// Whether two texts, by their bins, are the same post.
    static boolean alike(String one, String other) {
        if (one.isEmpty() || other.isEmpty()) {
            return false;
        }
        var mine = Base64.getDecoder().decode(one);
        var theirs = Base64.getDecoder().decode(other);
        int filled = 0;
        int equal = 0;
        for (int i = 0; i + 1 < Math.min(mine.length, theirs.length); i += 2) {
            boolean isEmpty = isEmpty(mine, i) && isEmpty(theirs, i);
            filled += isEmpty ? 0 : 1;
            equal += !isEmpty && mine[i] == theirs[i] && mine[i + 1] == theirs[i + 1] ? 1 : 0;
        }
        return filled > 0 && equal >= ALIKE * filled;
    }

    private static boolean isEmpty(byte[] bins, int at) {
        return bins[at] == (byte) 0xff && bins[at + 1] == (byte) 0xff;
    }

    private static String written(int[] bins) {
        var bytes = ByteBuffer.allocate(2 * BINS);
        for (int bin : bins) {
            bytes.putShort((short) bin);
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static long hash(long[] run, int next) {
        long hash = 0;
        for (int i = 0; i < RUN; i++) {
            hash = mixed(hash * 31 + run[(next + i) % RUN]);
        }
        return hash;
    }

    /// The finalizer of MurmurHash3.
    private static long mixed(long bits) {
        long hash = bits;
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }

    /// The words of a text as hashes: runs of letters and digits in lower case, and each ideograph by itself.
    private static final class Words {
        static final long NO_MORE = 0;

        private final String text;
        private int at;

        Words(String text) {
            this.text = text;
        }

        long next() {
            long hash = NO_MORE;
            while (at < text.length()) {
                int c = text.codePointAt(at);
                boolean isWord = Character.isLetterOrDigit(c);
                boolean isAlone = isWord && Character.isIdeographic(c);
                if (hash != NO_MORE && (!isWord || isAlone)) {
                    return hash;
                }
                at += Character.charCount(c);
                if (isWord) {
                    hash = (hash + Character.toLowerCase(c) + 1) * 0x100000001b3L | 1;
                }
                if (isAlone) {
                    return hash;
                }
            }
            return hash;
        }
    }
}
