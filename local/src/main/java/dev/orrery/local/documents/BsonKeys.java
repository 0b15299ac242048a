package dev.orrery.local.documents;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;

/// Keys of indexes: values in the order of BSON, one after the other; of two of which one begins the other, the shorter
/// is first.
final class BsonKeys extends BasicDataType<KeyValue> {
    static final BsonKeys INSTANCE = new BsonKeys();

    private static final ValueComparator VALUES = ValueComparator.asc();
    private static final byte STRING = 0;
    private static final byte OTHER = 1;
    private static final int OVERHEAD = 40;

    private BsonKeys() {}

    /// Whether a key begins with these values.
    static boolean begins(KeyValue beginning, KeyValue key) {
        if (key.size() < beginning.size()) {
            return false;
        }
        for (int i = 0; i < beginning.size(); i++) {
            if (order(beginning.get(i), key.get(i)) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int compare(KeyValue one, KeyValue other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int order = order(one.get(i), other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.size(), other.size());
    }

    private static int order(@Nullable Object one, @Nullable Object other) {
        return one instanceof String text && other instanceof String than
                ? text.compareTo(than)
                : VALUES.compare(one, other);
    }

    @Override
    public int getMemory(KeyValue key) {
        int memory = OVERHEAD;
        for (var value : key) {
            memory += value instanceof String text ? StringDataType.INSTANCE.getMemory(text) : OVERHEAD;
        }
        return memory;
    }

    @Override
    public void write(WriteBuffer buffer, KeyValue key) {
        buffer.put((byte) key.size());
        for (var value : key) {
            if (value instanceof String text) {
                buffer.put(STRING);
                StringDataType.INSTANCE.write(buffer, text);
            } else {
                var known = value instanceof Missing ? null : value;
                byte type = BsonEncoder.determineType(known);
                var bytes = Unpooled.buffer();
                BsonEncoder.encodeValue(type, known, bytes);
                buffer.put(OTHER).put(type).put(bytes.nioBuffer());
            }
        }
    }

    @Override
    public KeyValue read(ByteBuffer buffer) {
        int size = buffer.get();
        var values = new ArrayList<@Nullable Object>(size);
        for (int i = 0; i < size; i++) {
            values.add(buffer.get() == STRING ? StringDataType.INSTANCE.read(buffer) : other(buffer));
        }
        return new KeyValue(values);
    }

    private static @Nullable Object other(ByteBuffer buffer) {
        byte type = buffer.get();
        var bytes = Unpooled.wrappedBuffer(buffer.slice());
        var value = BsonDecoder.decodeValue(type, bytes);
        buffer.position(buffer.position() + bytes.readerIndex());
        return value;
    }

    @Override
    public KeyValue[] createStorage(int size) {
        return new KeyValue[size];
    }
}
