package dev.orrery.bench.farm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.CRC32;

/// Puts documents together, plain or as gzip (RFC 1952).
public final class Documents {
    private static final Instant FIRST_DAY = Instant.parse("2020-01-01T06:00:00Z");
    private static final Duration BETWEEN_POSTS = Duration.ofHours(1);
    private static final byte[] GZIP_HEAD = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3};

    /// The last block of a deflate stream, with nothing in it.
    private static final byte[] DEFLATE_END = {3, 0};

    private static final int A_STORED_BLOCK = 5;

    private final Bodies bodies;
    private final int entries;

    /// @param entries    in each document
    /// @param entryBytes of HTML in the mean
    public Documents(int entries, int entryBytes) {
        this.entries = entries;
        this.bodies = new Bodies(entryBytes);
    }

    /// When an entry is published: the more posts a feed has, the later, and always in the past.
    static Instant at(int feed, int entry) {
        return FIRST_DAY.plus(BETWEEN_POSTS.multipliedBy(entry)).plusSeconds(feed % 3_000);
    }

    /// @param newest number of the newest entry; the document holds it and those before it
    public byte[] plain(Format format, String site, int feed, int newest) {
        var out = new Plain();
        write(format, site, feed, newest, out);
        return out.bytes();
    }

    /// As [#plain], compressed.
    byte[] gzip(Format format, String site, int feed, int newest) {
        var out = new Gzip();
        write(format, site, feed, newest, out);
        return out.bytes();
    }

    private void write(Format format, String site, int feed, int newest, Out out) {
        out.text(format.head(site, feed, at(feed, newest)));
        for (int i = 0; i < entries; i++) {
            int entry = newest - i;
            out.text(format.before(site + entry, entry, at(feed, entry)));
            out.piece(bodies.of(feed, entry).in(format.form()));
            out.text(format.after(i == entries - 1));
        }
        out.text(format.tail());
    }

    /// Grows as it is written to.
    private abstract static class Out {
        private ByteBuffer buffer = ByteBuffer.allocate(64 << 10).order(ByteOrder.LITTLE_ENDIAN);

        abstract void text(String text);

        abstract void piece(Body.Piece piece);

        ByteBuffer room(int bytes) {
            if (buffer.remaining() < bytes) {
                var larger = ByteBuffer.allocate(2 * buffer.capacity() + bytes).order(ByteOrder.LITTLE_ENDIAN);
                buffer = larger.put(buffer.flip());
            }
            return buffer;
        }

        byte[] bytes() {
            var bytes = new byte[buffer.position()];
            buffer.get(0, bytes);
            return bytes;
        }
    }

    private static final class Plain extends Out {
        @Override
        void text(String text) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            room(bytes.length).put(bytes);
        }

        @Override
        void piece(Body.Piece piece) {
            room(piece.plain().length).put(piece.plain());
        }
    }

    /// Texts are stored, which costs next to nothing; the pieces between them are compressed already.
    private static final class Gzip extends Out {
        private final CRC32 check = new CRC32();
        private int length;

        Gzip() {
            room(GZIP_HEAD.length).put(GZIP_HEAD);
        }

        @Override
        void text(String text) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            count(bytes);
            room(A_STORED_BLOCK + bytes.length)
                    .put((byte) 0)
                    .putShort((short) bytes.length)
                    .putShort((short) ~bytes.length)
                    .put(bytes);
        }

        @Override
        void piece(Body.Piece piece) {
            count(piece.plain());
            room(piece.deflated().length).put(piece.deflated());
        }

        @Override
        byte[] bytes() {
            room(DEFLATE_END.length + 8)
                    .put(DEFLATE_END)
                    .putInt((int) check.getValue())
                    .putInt(length);
            return super.bytes();
        }

        private void count(byte[] plain) {
            check.update(plain);
            length += plain.length;
        }
    }
}
