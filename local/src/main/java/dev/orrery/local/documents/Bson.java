package dev.orrery.local.documents;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.BsonConstants;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Set;

/// Documents as bytes.
final class Bson {
    private static final int USUAL_BYTES = 1_024;

    private Bson() {}

    static byte[] write(Document document) {
        var buffer = Unpooled.buffer(USUAL_BYTES);
        BsonEncoder.encodeDocument(document, buffer);
        var bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }

    static Document read(byte[] bytes) {
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bytes));
    }

    /// What most queries ask for is small, and the text of a post beside it is not.
    ///
    /// @param fields the others are left out; empty for all
    static Document read(byte[] bytes, Set<String> fields) {
        if (fields.isEmpty()) {
            return read(bytes);
        }
        var buffer = Unpooled.wrappedBuffer(bytes);
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
