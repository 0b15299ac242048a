package dev.orrery.local.documents;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.BsonConstants;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Set;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/// Documents as bytes: BSON, which begins with its length; where it is compressed, by LZ4, that length stands
/// before it.
final class Bson {
    private static final int USUAL_BYTES = 1_024;
    private static final int LEAST_COMPRESSED = 512;
    private static final LZ4Compressor COMPRESSOR = LZ4Factory.fastestInstance().fastCompressor();
    private static final LZ4SafeDecompressor EXPANDER =
            LZ4Factory.fastestInstance().safeDecompressor();

    private Bson() {}

    static byte[] write(Document document) {
        var buffer = Unpooled.buffer(USUAL_BYTES);
        BsonEncoder.encodeDocument(document, buffer);
        int length = buffer.readableBytes();
        if (length >= LEAST_COMPRESSED) {
            var compressed = new byte[Integer.BYTES + COMPRESSOR.maxCompressedLength(length)];
            buffer.getBytes(0, compressed, 0, Integer.BYTES);
            int end = Integer.BYTES
                    + COMPRESSOR.compress(buffer.array(), buffer.arrayOffset(), length, compressed, Integer.BYTES);
            if (end < length) {
                return Arrays.copyOf(compressed, end);
            }
        }
        var bytes = new byte[length];
        buffer.readBytes(bytes);
        return bytes;
    }

    static Document read(byte[] bytes) {
        return BsonDecoder.decodeBson(expanded(bytes));
    }

    private static ByteBuf expanded(byte[] bytes) {
        var buffer = Unpooled.wrappedBuffer(bytes);
        int length = buffer.getIntLE(0);
        if (length == bytes.length) {
            return buffer;
        }
        var document = new byte[length];
        EXPANDER.decompress(bytes, Integer.BYTES, bytes.length - Integer.BYTES, document, 0);
        return Unpooled.wrappedBuffer(document);
    }

    /// What most queries ask for is small, and the text of a post beside it is not.
    ///
    /// @param fields the others are left out; empty for all
    static Document read(byte[] bytes, Set<String> fields) {
        if (fields.isEmpty()) {
            return read(bytes);
        }
        var buffer = expanded(bytes);
        buffer.skipBytes(Integer.BYTES);
        var document = new Document();
        for (byte type = buffer.readByte(); type != BsonConstants.TERMINATING_BYTE; type = buffer.readByte()) {
            var name = BsonDecoder.decodeCString(buffer);
            if (fields.contains(name)) {
                document.put(name, BsonDecoder.decodeValue(type, buffer));
            } else {
                skip(type, buffer);
            }
        }
        return document;
    }

    private static void skip(byte type, ByteBuf buffer) {
        switch (type) {
            // The length of a document counts itself too.
            case BsonConstants.TYPE_EMBEDDED_DOCUMENT, BsonConstants.TYPE_ARRAY ->
                buffer.skipBytes(buffer.readIntLE() - Integer.BYTES);
            case BsonConstants.TYPE_UTF8_STRING -> buffer.skipBytes(buffer.readIntLE());
            default -> BsonDecoder.decodeValue(type, buffer);
        }
    }
}
